/**
 * Plugins that leave out of Lit what the bundles have no use for: ways of browsers that their syntax is too new for,
 * standard decorators, `static properties`, and attributes of types that no element of ours has.
 */
import { resolve } from 'node:path'
import type { Plugin } from 'vite'

/** By file: what stands there, word for word, and what stands in its place. */
const cuts: Record<string, [string, string][]> = {
  'reactive-element.js': [
    ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', ''],
    [',void 0!==t.l&&(this.l=[...t.l])', ''],
    [',this.constructor.l?.forEach(t=>t(this))', ''],
    [
      'if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(d("properties"))){const t=this.properties,' +
        's=[...r(t),...o(t)];for(const i of s)this.createProperty(i,t[i])}',
      'this.finalized=!0,this._$Ei();',
    ],
    ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
    [
      'const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);' +
        'if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}',
      '',
    ],
    [';break;case Object:case Array:t=null==t?t:JSON.stringify(t)}', '}'],
    [';break;case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}}', '}'],
    ['p?.({ReactiveElement:y}),', ''],
  ],
  'lit-element.js': [['const o=s.litElementPolyfillSupport;o?.({LitElement:i});', '']],
  'lit-html.js': [['B?.(S,k),', '']],
}

/** Lit without what `cuts` names. Where a version of Lit says it otherwise, the build fails. */
export function withoutLeftovers(): Plugin {
  return {
    name: 'creditkit:lit-without-leftovers',
    transform: {
      filter: { id: /\/(reactive-element|lit-element|lit-html)\.js$/ },
      handler(code, id) {
        let rest = code
        for (const [cut, instead] of cuts[id.slice(id.lastIndexOf('/') + 1)] ?? []) {
          if (!rest.includes(cut)) this.error(`Lit says it otherwise: ${cut}`)
          rest = rest.replace(cut, () => instead)
        }
        return { code: rest, map: null }
      },
    },
  }
}

/** Lit's style sheets, as far as browsers that read these files need help with them. */
export function shortCssTag(): Plugin {
  return {
    name: 'creditkit:short-css-tag',
    resolveId: {
      order: 'pre',
      filter: { id: /\.\/css-tag\.js$/ },
      handler: () => resolve('scripts/css-tag.ts'),
    },
  }
}
