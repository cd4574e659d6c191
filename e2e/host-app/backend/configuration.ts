export interface Configuration {
  readonly port: number
  /** Where Creditkit answers, to this backend and to the browser. */
  readonly creditkitUrl: string
  readonly secretKey: string
}

/** @throws Error with one clear line */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const port = Number(environment['HOST_APP_PORT'] || '4420')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('HOST_APP_PORT has to be a port.')
  const creditkitUrl = environment['CREDITKIT_URL'] || 'http://127.0.0.1:4400'
  if (!URL.canParse(creditkitUrl))
    throw new Error('CREDITKIT_URL has to be an address, such as http://127.0.0.1:4400.')
  const secretKey = environment['CREDITKIT_SECRET_KEY']
  if (!secretKey) throw new Error('CREDITKIT_SECRET_KEY is missing. Make one with the server’s key command.')
  return { port, creditkitUrl: new URL(creditkitUrl).origin, secretKey }
}
