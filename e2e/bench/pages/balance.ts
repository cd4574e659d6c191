import '@creditkit/widgets/define/credit-balance'
import { client } from './client.ts'

const element = document.createElement('credit-balance')
element.client = client('none')
document.querySelector('main')?.append(element)
