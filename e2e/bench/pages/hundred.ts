import '@creditkit/widgets/define/credit-balance'
import { client } from './client.ts'

const credits = client('live')
const elements = Array.from({ length: 100 }, () =>
  Object.assign(document.createElement('credit-balance'), { client: credits }),
)
document.querySelector('main')?.append(...elements)
