import type { Request } from 'express'
import { Refusal } from './errors.ts'

const refuse = (message: string, code?: string): Refusal =>
  new Refusal(401, { type: 'invalid_request_error', message, ...(code ? { code } : {}) }, false)

const keyOf = (header: string): string => {
  const [scheme, value = ''] = header.split(' ')
  if (scheme === 'Basic') return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? ''
  return scheme === 'Bearer' ? value : ''
}

/** Lets test keys through, secret or restricted, as bearer token or basic user name. @throws Refusal 401 for all else. */
export const checkKey = (request: Request): void => {
  const header = request.get('authorization')
  if (header === undefined) {
    throw refuse(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    )
  }
  const key = keyOf(header)
  if (/^(sk|rk)_test_\w+$/.test(key)) return
  if (key.startsWith('pk_')) {
    throw refuse(
      'This API call cannot be made with a publishable API key. Please use a secret API key.',
      'secret_key_required',
    )
  }
  if (key.includes('_live_')) {
    throw refuse(
      'This is a simulator, which moves no money: it takes test keys (sk_test_…) only, never a live one.',
      'testmode_charges_only',
    )
  }
  throw refuse(`Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(Math.max(0, key.length - 8))}`)
}
