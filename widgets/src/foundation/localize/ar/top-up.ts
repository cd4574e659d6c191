/** Arabic, `<credit-top-up>`. */
import type { OrderStage } from '../en/later/top-up.ts'
import type { Messages } from '../messages.ts'

const failures: Record<string, string> = {
  network: 'تعذّر الوصول إلينا الآن. لم يُخصم أي مبلغ.',
  timeout: 'يستغرق هذا وقتًا طويلاً. لم يُخصم أي مبلغ.',
  rate_limited: 'طلبات كثيرة دفعة واحدة. حاول مجددًا بعد لحظات.',
  limit_reached: 'اشتريت هذا العرض بالحد المسموح. يُرجى اختيار غيره.',
  package_unavailable: 'انتهى هذا العرض للتو. يُرجى اختيار غيره.',
  amount_below_minimum: 'هذا أقل مما يمكن دفعه. يُرجى اختيار كمية أكبر.',
  insufficient_scope: 'لا يُسمح لك بشراء الرصيد هنا. يُرجى سؤال المسؤول عن حسابك.',
  stripe_unavailable: 'تعذّر الوصول إلى صفحة الدفع الآن. لم يُخصم أي مبلغ.',
  not_found: 'هذه البطاقة لم تعد محفوظة. يُرجى اختيار طريقة دفع أخرى.',
  session_failed: 'ربما سُجّل خروجك. يُرجى تسجيل الدخول من جديد أو المحاولة لاحقًا.',
}

const declines: Record<string, string> = {
  insufficient_funds: 'لا يوجد رصيد كافٍ في هذه البطاقة. لم يُخصم أي مبلغ.',
  expired_card: 'انتهت صلاحية هذه البطاقة. لم يُخصم أي مبلغ.',
  generic_decline: 'رفض مصرفك هذه البطاقة. لم يُخصم أي مبلغ.',
  payment_intent_authentication_failure: 'لم يؤكد مصرفك الدفع. لم يُخصم أي مبلغ.',
}

const titles: Record<OrderStage, string> = {
  checking: 'جارٍ التحقق من الدفع',
  open: 'لم يُدفع بعد',
  confirm: 'يطلب مصرفك تأكيد هذه الدفعة',
  unsure: 'انقطع الاتصال أثناء الدفع',
  processing: 'دفعتك في الطريق',
  paid: 'تم الدفع. جارٍ إضافة رصيدك',
  granted: 'وصل رصيدك',
  failed: 'لم تتم عملية الدفع',
  expired: 'انتهت صلاحية صفحة الدفع',
  reversed: 'أُعيدت هذه الدفعة',
}

const details: Record<OrderStage, string> = {
  checking: 'لحظة من فضلك.',
  open: 'لم يُخصم أي مبلغ. يمكنك المتابعة من حيث توقفت.',
  confirm: 'ستعود إلى هنا بعد التأكيد. لم يُخصم أي مبلغ حتى الآن.',
  unsure: 'أكمل الدفع لمعرفة النتيجة. تُخصم الدفعة مرة واحدة على الأكثر.',
  processing: 'ما زال مصرفك يؤكدها. يمكنك مغادرة الصفحة: يصل الرصيد تلقائيًا.',
  paid: 'يستغرق هذا بضع ثوانٍ.',
  granted: '',
  failed: 'لم يُخصم أي مبلغ. حاول مجددًا أو ببطاقة أخرى.',
  expired: 'لم يُخصم أي مبلغ. يمكنك البدء من جديد.',
  reversed: 'رُدّ المبلغ أو هو محل نزاع. كشف حسابك يوضح ما تغيّر.',
}

const credits = { zero: 'رصيد', one: 'رصيد', two: 'رصيد', few: 'أرصدة', many: 'رصيدًا', other: 'رصيد' }

export const arTopUp: Messages['topUp'] = {
  title: 'إضافة رصيد',
  legend: 'كم من الرصيد؟',
  money: 'الدفع بعملة',
  saving: (percent, f) => `وفّر ${f.percent(percent / 100)}`,
  unitPrice: (price, per) => (per === '1' ? `${price} للواحد` : `${price} لكل ${per}`),
  bonus: (amount, f) => `، منها ${f.credits(amount)} هدية`,
  unavailable: 'سبق شراؤه',
  other: 'كمية أخرى',
  range: (minimum, maximum, f) => `من ${f.credits(minimum)} إلى ${f.credits(maximum)}`,
  unit: 'رصيد',
  outOfRange: (minimum, maximum, f) => `اختر من ${f.credits(minimum)} إلى ${f.credits(maximum)}.`,
  offStep: (step, f) => `اختر من مضاعفات ${f.credits(step)}.`,
  noNumber: 'أدخل رقمًا.',
  newBalance: 'الرصيد الجديد',
  youSave: 'توفّر',
  total: 'الإجمالي',
  validFor: (days, f) => `صالح لمدة ${f.duration(days * 86_400_000)}`,
  validUntil: (date) => `صالح حتى ${date}`,
  pay: (price) => `ادفع ${price}`,
  payWith: (price, card) => `ادفع ${price} بواسطة ${card}`,
  payNothing: 'ادفع',
  payWay: 'طريقة الدفع',
  otherWay: 'الدفع بطريقة أخرى',
  savedCards: 'البطاقات المحفوظة',
  another: 'طريقة أخرى للدفع',
  cardExpiry: (date, expired) => `${expired ? 'انتهت في' : 'صالحة حتى'} ${date}`,
  remove: 'إزالة',
  removeSure: 'متأكد؟',
  removeFailed: (code) =>
    code === 'insufficient_scope'
      ? 'لا يُسمح لك بإزالة البطاقات هنا.'
      : 'تعذّرت إزالة البطاقة. يُرجى المحاولة مجددًا.',
  paying: 'جارٍ الدفع…',
  opening: 'جارٍ فتح صفحة الدفع…',
  secure: 'دفع آمن عبر Stripe',
  promotion: 'لديك رمز ترويجي؟ أدخله عند الدفع.',
  close: 'إغلاق',
  nothingOnSale: 'لا شيء للبيع حاليًا.',
  failure: (code) => failures[code] ?? 'لم ينجح ذلك. لم يُخصم أي مبلغ.',
  stageTitle: (stage) => titles[stage],
  stageDetail: (stage, order) =>
    (stage === 'failed' && declines[order?.failure?.code ?? '']) || details[stage],
  added: (amount, f) => `أُضيف ${f.credits(amount)} ${f.plural(amount, credits)}`,
  nowHave: (amount, f) => `لديك الآن ${f.credits(amount)}.`,
  steps: ['الدفع', 'التسوية', 'تم'],
  progress: 'مراحل الدفع',
  carryOn: 'المتابعة إلى الدفع',
  toBank: 'الانتقال إلى مصرفك',
  openingBank: 'جارٍ الانتقال إلى مصرفك…',
  finish: 'إكمال الدفع',
  startAgain: 'اختر من جديد',
  tryAgain: 'حاول مرة أخرى',
  receipt: 'الإيصال',
  addMore: 'إضافة المزيد',
  done: 'تم',
}
