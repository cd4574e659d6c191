/**
 * Plugins that leave out of packages what the bundles have no use for. Of Lit: ways of browsers that the bundles' syntax
 * is too new for, standard decorators, `static properties`, MathML, and options that no property of ours has. Of Stripe's
 * loader: parameters that nobody sets.
 */
import { resolve } from 'node:path'
import type { Plugin } from 'vite'

/** By file: what stands there, and what stands in its place. */
const cuts: Record<string, [string | RegExp, string][]> = {
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
    // No property has a converter, a default to come back to, or a comparison of its own.
    ['(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute', 'u.toAttribute'],
    [
      'h="function"==typeof t.converter?{fromAttribute:t.converter}:void 0!==t.converter?.fromAttribute?t.converter:u;',
      'h=u;',
    ],
    ['this[e]=r??this._$Ej?.get(e)??r', 'this[e]=r'],
    [
      '(i.hasChanged??f)(h,s)||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))',
      'f(h,s)',
    ],
    [
      '{useDefault:i,reflect:e,wrapped:h},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(',
      '{reflect:e}){(',
    ],
    ['(this.hasUpdated||i||(s=void 0)', '(this.hasUpdated||(s=void 0)'],
    ['converter:u,reflect:!1,useDefault:!1,hasChanged:f', ''],
    ['p?.({ReactiveElement:y}),', ''],
  ],
  'lit-element.js': [['const o=s.litElementPolyfillSupport;o?.({LitElement:i});', '']],
  'pure.mjs': [
    [/loadStripe\.setLoadParameters = [^]*?\n};\n/, ''],
    ['_typeof(pk)', 'typeof pk'],
  ],
  'lit-html.js': [
    ['B?.(S,k),', ''],
    // Nothing is written in MathML.
    [':3===i?"<math>":""', ':""'],
    [':3===i?"</math>":""', ':""'],
    ['2===i||3===i', '2===i'],
  ],
}

/** Packages without what `cuts` names. Where a version of theirs says it otherwise, the build fails. */
export function withoutLeftovers(): Plugin {
  return {
    name: 'creditkit:without-leftovers',
    transform: {
      filter: { id: /\/(reactive-element|lit-element|lit-html|stripe-js\/dist\/pure)\.m?js$/ },
      handler(code, id) {
        let rest = code
        for (const [cut, instead] of cuts[id.slice(id.lastIndexOf('/') + 1)] ?? []) {
          const before = rest
          rest = rest.replace(cut, () => instead)
          if (rest === before) this.error(`Not found any more: ${cut}`)
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
