/**
 * Finds the messages of a locale. English comes with what says it; every other language is fetched when
 * it is first needed (or registered by the host before), so that nobody downloads a language unread.
 */
import type { CreditElement } from '../credit-element.ts'
import { Later } from '../later.ts'
import type { MessageOverrides } from './messages.ts'

const registered = new Map<string, MessageOverrides>()
const languages: Record<string, Later<{ messages: MessageOverrides }>> = {
  ar: new Later(() => import('./ar.ts')),
}

/** Adds a language, or replaces it. `locale` is a BCP 47 tag: `pt`, `pt-BR`. */
export function registerMessages(locale: string, messages: MessageOverrides): void {
  registered.set(locale.toLowerCase(), messages)
}

/** The messages of a locale, of its language where it has none of its own, or undefined. */
export function messagesFor(locale: string): MessageOverrides | undefined {
  const language = languageOf(locale)
  return (
    registered.get(locale.toLowerCase()) ?? registered.get(language) ?? languages[language]?.part?.messages
  )
}

/**
 * False while the locale's messages are on their way; an update of the host follows. Where they do not come, it is
 * English rather than nothing.
 */
export function messagesReady(locale: string, host: CreditElement): boolean {
  const later = languages[languageOf(locale)]
  return !later || !!(messagesFor(locale) ?? later.for(host) ?? later.error)
}

function languageOf(locale: string): string {
  return locale.replace(/-.*/, '').toLowerCase()
}
