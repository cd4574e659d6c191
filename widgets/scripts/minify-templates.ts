/**
 * A plugin that takes the spaces out of `css` templates, which a minifier of JavaScript
 * leaves as they are. Expressions are not touched.
 */
import type { Plugin } from 'vite'

const TEMPLATE = /\bcss`((?:[^`\\]|\\.)*)`/g

function css(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .trim()
}

export function minifyTemplates(): Plugin {
  return {
    name: 'creditkit:minify-templates',
    transform: {
      order: 'pre',
      filter: { id: /widgets\/src\/.*\.ts$/ },
      handler(code) {
        return { code: code.replaceAll(TEMPLATE, (_, text: string) => `css\`${css(text)}\``), map: null }
      },
    },
  }
}
