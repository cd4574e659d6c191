import { connect } from 'node:net'

/** Status and code, which is what an attacker gets to see. */
export const outcome = (answer: { status: number; body: Record<string, unknown> }) => [
  answer.status,
  answer.body['code'],
]

/** Sends bytes to a server as they are, and gives back what comes until it closes. */
export async function sendRaw(url: string, text: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => (answer += chunk))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
    socket.write(text)
  })
}
