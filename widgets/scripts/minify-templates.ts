/**
 * A plugin that takes needless spaces out of `css`, `html` and `svg` templates, which a minifier of
 * JavaScript leaves as they are. In markup a run of spaces becomes one, never none: it may show.
 */
import type { Plugin } from 'vite'

interface Node {
  type: string
  start: number
  end: number
}

interface TaggedTemplate extends Node {
  tag: Node & { name?: string }
  quasi: Node & { quasis: Node[]; expressions: Node[] }
}

const minifiers: Record<string, (text: string) => string> = { css, html: markup, svg: markup }

export function minifyTemplates(): Plugin {
  return {
    name: 'creditkit:minify-templates',
    transform: {
      // After TypeScript has become JavaScript, which the parser of the bundler reads.
      order: 'post',
      filter: { id: /widgets\/(src|dist)\/.*\.[jt]s$/, code: /`/ },
      handler(code) {
        const edits: { start: number; end: number; text: string }[] = []
        visit(this.parse(code), ({ tag, quasi }) => {
          const minify = minifiers[tag.name ?? '']
          if (!minify) return
          for (const { start, end } of quasi.quasis) {
            edits.push({ start, end, text: minify(code.slice(start, end)) })
          }
          if (tag.name === 'css' && quasi.expressions.length === 0) {
            // What has nothing put in need not be checked: Lit's `css` with its messages is left out.
            edits.push({ ...tag, text: 'unsafeCSS(' }, { start: quasi.end, end: quasi.end, text: ')' })
          }
        })
        let result = code
        for (const { start, end, text } of edits.sort((a, b) => b.start - a.start)) {
          result = result.slice(0, start) + text + result.slice(end)
        }
        if (edits.some(({ text }) => text === 'unsafeCSS(') && !code.includes('unsafeCSS')) {
          result = `import { unsafeCSS } from 'lit';${result}`
        }
        return { code: result, map: null }
      },
    },
  }
}

function visit(value: unknown, found: (template: TaggedTemplate) => void): void {
  if (typeof value !== 'object' || value === null) return
  if ('type' in value && value.type === 'TaggedTemplateExpression') found(value as TaggedTemplate)
  for (const child of Object.values(value)) visit(child, found)
}

function css(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(/(?<=[a-z-]): /g, ':')
    .replaceAll(/ > /g, '>')
    .replaceAll(') * ', ')*')
    .replaceAll(/(?<=[ :(,])0(?=\.\d)/g, '')
    .replaceAll(';}', '}')
    .replaceAll(/^ | $/g, '')
}

function markup(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}
