/**
 * Finds the messages of a locale. English comes with each element; every other language is loaded when
 * it is first needed (or registered by the host before), so that nobody downloads a language unread.
 */
import type { MessageOverrides } from './messages.ts'

const registered = new Map<string, MessageOverrides>([['en', {}]])
const loaders: Record<string, () => Promise<{ messages: MessageOverrides }>> = {
  ar: () => import('./ar.ts'),
}
const coming = new Map<string, Promise<void>>()

/** Adds a language, or replaces it. `locale` is a BCP 47 tag: `pt`, `pt-BR`. */
export function registerMessages(locale: string, messages: MessageOverrides): void {
  registered.set(locale.toLowerCase(), messages)
}

/** The messages of a locale, of its language where it has none of its own, or undefined. */
export function messagesFor(locale: string): MessageOverrides | undefined {
  return registered.get(locale.toLowerCase()) ?? registered.get(languageOf(locale))
}

/** True when the locale's messages are at hand, or there are none to load; else `listener` is called later. */
export function whenMessagesReady(locale: string, listener: () => void): boolean {
  const language = languageOf(locale)
  const load = loaders[language]
  if (!load || messagesFor(locale)) return true
  let arrival = coming.get(language)
  if (!arrival) coming.set(language, (arrival = arrive(language, load)))
  void arrival.then(listener)
  return false
}

async function arrive(language: string, load: () => Promise<{ messages: MessageOverrides }>): Promise<void> {
  // A language that cannot be loaded falls back to English rather than showing nothing.
  const { messages } = await load().catch(() => ({ messages: {} }))
  registerMessages(language, messages)
}

function languageOf(locale: string): string {
  return locale.split('-', 1)[0]?.toLowerCase() ?? ''
}
