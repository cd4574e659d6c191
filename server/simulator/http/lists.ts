import type Stripe from 'stripe'
import { invalid, missing } from './errors.ts'

/** The parameters that every list of Stripe's has. */
export interface PageParameters {
  limit?: number
  starting_after?: string
  ending_before?: string
}

/** One page of `rows`, which come in the list's order, newest first as a rule. */
export const page = <Row extends { id: string }>(
  rows: readonly Row[],
  params: PageParameters,
  url: string,
  kind: string,
): Stripe.ApiList<Row> => {
  const limit = checkLimit(params.limit ?? 10)
  if (params.starting_after !== undefined && params.ending_before !== undefined) {
    throw invalid('Received both starting_after and ending_before parameters. Please pass in only one.')
  }
  const indexOf = (id: string, param: string): number => {
    const index = rows.findIndex((row) => row.id === id)
    if (index < 0) throw missing(kind, id, param)
    return index
  }
  if (params.ending_before !== undefined) {
    const end = indexOf(params.ending_before, 'ending_before')
    const start = Math.max(0, end - limit)
    return { object: 'list', data: rows.slice(start, end), has_more: start > 0, url }
  }
  const start = params.starting_after === undefined ? 0 : indexOf(params.starting_after, 'starting_after') + 1
  return {
    object: 'list',
    data: rows.slice(start, start + limit),
    has_more: start + limit < rows.length,
    url,
  }
}

const checkLimit = (limit: number): number => {
  if (limit > 100) {
    throw invalid(
      `This value must be less than or equal to 100 (was ${limit}).`,
      'limit',
      'parameter_invalid_integer',
    )
  }
  if (limit < 1) {
    throw invalid(`This value must be greater than or equal to 1.`, 'limit', 'parameter_invalid_integer')
  }
  return limit
}

/** Whether `created` lies in the range, or is the instant, that a list was asked for. */
export const isCreatedIn = (created: number, range: Stripe.RangeQueryParam | number | undefined): boolean => {
  if (range === undefined) return true
  if (typeof range === 'number') return created === range
  return (
    (range.gt === undefined || created > range.gt) &&
    (range.gte === undefined || created >= range.gte) &&
    (range.lt === undefined || created < range.lt) &&
    (range.lte === undefined || created <= range.lte)
  )
}

/** All of a list inside another object, as Stripe shows the first ten. */
export const innerList = <Row>(rows: readonly Row[], url: string): Stripe.ApiList<Row> => ({
  object: 'list',
  data: rows.slice(0, 10),
  has_more: rows.length > 10,
  url,
})
