import { openGate, type Charge, type Credits } from './gate.ts'

/**
 * Wraps a handler of web-standard requests, for servers that speak `Request` and `Response`. It answers 402 where
 * there are too few credits, and charges when the handler's answer is a success (status below 400).
 *
 * Every request is charged, whatever `Idempotency-Key` it has, unless `toCharge` names the work by a key.
 */
export function withCredits<Rest extends unknown[]>(
  credits: Credits,
  toCharge: (request: Request) => Charge | Promise<Charge>,
  handler: (request: Request, ...rest: Rest) => Response | Promise<Response>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  return async (request, ...rest) => {
    const gate = openGate(credits, await toCharge(request))
    const refusal = await gate.refusal()
    if (refusal) return toResponse(refusal)
    const response = await handler(request, ...rest)
    if (response.status >= 400 || request.signal.aborted) return response
    const short = await gate.charge()
    if (!short) return response
    await response.body?.cancel()
    return toResponse(short)
  }
}

function toResponse(problem: object): Response {
  return Response.json(problem, { status: 402, headers: { 'content-type': 'application/problem+json' } })
}
