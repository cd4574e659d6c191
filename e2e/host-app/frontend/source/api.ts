/** What the page's own backend answers when something is wrong. */
export interface Problem {
  status: number
  detail: string
  code?: string
  missing?: string
}

export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** @throws ApiError */
export async function get<T>(path: string): Promise<T> {
  return read<T>(await reach(path))
}

/** @param key names the click: sent again, it gets the same answer, charged once. @throws ApiError */
export async function post<T>(path: string, body: object = {}, key?: string): Promise<T> {
  return read<T>(
    await reach(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
      body: JSON.stringify(body),
    }),
  )
}

async function reach(path: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(`/api${path}`, init)
  } catch {
    throw new ApiError({ status: 0, detail: 'Quill cannot be reached. Check your connection and try again.' })
  }
}

async function read<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T
  const body = (await response.json().catch(() => ({}))) as T & Partial<Problem>
  if (response.ok) return body
  throw new ApiError({
    ...body,
    status: response.status,
    detail: body.detail ?? 'Something went wrong. Try again.',
  })
}
