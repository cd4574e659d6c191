/** Arabic, what all elements say. */
import type { Messages } from '../messages.ts'

const ended = 'انتهت جلستك. يُرجى تسجيل الدخول من جديد.'
const forbidden = 'غير مسموح لك بهذا.'

const problems: Record<string, string> = {
  network: 'تعذّر الوصول إلينا الآن. تحقّق من اتصالك أو حاول مرة أخرى بعد لحظات.',
  timeout: 'يستغرق هذا وقتًا طويلاً.',
  session_failed: 'ربما سُجّل خروجك. يُرجى تسجيل الدخول من جديد أو المحاولة لاحقًا.',
  unauthenticated: ended,
  token_expired: ended,
  token_revoked: ended,
  forbidden,
  insufficient_scope: forbidden,
  rate_limited: 'طلبات كثيرة دفعة واحدة. يُرجى الانتظار قليلاً.',
}

export const arCommon: Messages['common'] = {
  loading: 'جارٍ التحميل',
  tryAgain: 'حاول مرة أخرى',
  more: 'عرض المزيد',
  problem: ({ code }) => problems[code] ?? 'حدث خطأ من جانبنا.',
  asOf: (updatedAt, f) => `غير محدَّث. آخر تحديث: ${f.dateTime(updatedAt)}.`,
}
