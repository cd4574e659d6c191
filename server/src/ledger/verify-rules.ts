import { CHARGED_PRICES } from './verify-prices.ts'

/**
 * The invariants, each as a statement that gives the rows which break it: customer, currency, resource, rule, row,
 * message. $1 is an array of customers. All run in one snapshot, beside writers.
 */

const SCOPE = 'customer = any ($1::text[])'

/** The number, the balance and the time of each entry follow from those of the entry before. */
const ENTRIES = `
  with line as (
    select e.*, lag(seq, 1, 0::bigint) over w as seq_before, lag(balance_after, 1, 0::bigint) over w as balance_before,
      lag(at) over w as at_before, lag(held_after, 1, 0::bigint) over w as held_before
    from creditkit.entries as e where ${SCOPE}
    window w as (partition by customer, currency, resource order by seq)
  )
  select customer, currency, resource, rule, 'entry ' || seq as row, message from line
  cross join lateral (
    select (select h.amount from creditkit.holds as h where h.customer = line.customer and h.id = line.hold_id) as most
  ) as hold
  cross join lateral (values
    ('entries are numbered without gaps', seq = seq_before + 1, format('follows entry %s', seq_before)),
    ('an entry has the balance after it', balance_after = balance_before + amount,
      format('has %s after %s and %s', balance_after, balance_before, amount)),
    ('entries are in the order of their times', at >= coalesce(at_before, at),
      format('is of %s, the one before of %s', at, at_before)),
    ('what is held changes by holds, and by what is taken from them',
      case
        when kind = 'hold' then held_after - held_before between 0 and coalesce(hold.most, held_after)
        when kind in ('grant', 'schedule', 'amendment', 'reinstatement') or kind = 'consumption' and hold_id is null
          then held_after = held_before
        else held_after <= held_before end,
      format('has %s, the one before %s', held_after, held_before)),
    ('an amount is the sum of its splits and its overdraft',
      creditkit.splits_add_up(splits, amount - coalesce(overdraft, 0)),
      format('has %s, splits %s and overdraft %s', amount, splits, coalesce(overdraft, 0))),
    ('an entry belongs to a pool', seq_before > 0 or exists (
      select from creditkit.pools as p
      where p.customer = line.customer and p.currency = line.currency and p.resource = line.resource
    ), 'has none')
  ) as checked (rule, holds, message)
  where not holds`

/** The pool's row says the same as its entries and its grants. */
const POOLS = `
  select p.customer, p.currency, p.resource, rule, 'pool' as row, message
  from creditkit.pools as p
  cross join lateral (
    select count(*) as entries, coalesce(sum(amount), 0) as amount, coalesce(sum(overdraft), 0) as overdraft,
      coalesce(max(at), '-infinity') as last_at, coalesce((array_agg(held_after order by seq desc))[1], 0) as held
    from creditkit.entries as e
    where e.customer = p.customer and e.currency = p.currency and e.resource = p.resource
  ) as e
  cross join lateral (
    select coalesce(sum(creditkit.remaining_of(g, p)) filter (where status = 'available'), 0) as remaining,
      coalesce(sum(held), 0) as held, coalesce(max(number), 0) as grants,
      coalesce(bool_or(features is not null) filter (where status = 'available'), false) as restricted
    from creditkit.grants as g
    where g.customer = p.customer and g.currency = p.currency and g.resource = p.resource
  ) as g
  cross join lateral (select creditkit.next_change(p) as at) as n
  cross join lateral (values
    ('the counter is the number of entries', p.seq = e.entries, format('has %s, entries %s', p.seq, e.entries)),
    ('the balance is the sum of the entries', p.balance = e.amount, format('has %s, entries %s', p.balance, e.amount)),
    ('the balance is what grants have left, less the overdraft', p.balance = g.remaining - p.overdraft,
      format('has %s, grants %s, overdraft %s', p.balance, g.remaining, p.overdraft)),
    ('the overdraft is what entries took into it', p.overdraft = -e.overdraft,
      format('has %s, entries %s', p.overdraft, -e.overdraft)),
    ('what is held is what the last entry says', p.held = e.held, format('has %s, entry %s', p.held, e.held)),
    ('what is held is what is held of the grants', p.held = g.held, format('has %s, grants %s', p.held, g.held)),
    ('the grants are numbered without gaps', p.grant_count = g.grants,
      format('has %s, the last is %s', p.grant_count, g.grants)),
    ('the time of the last change is that of the last entry', p.last_at = e.last_at,
      format('has %s, entries %s', p.last_at, e.last_at)),
    ('the grant that it burns from is there', p.burning_number is null or p.burning_number <= g.grants,
      format('burns from grant %s of %s', p.burning_number, g.grants)),
    ('restricted grants in effect are known', p.restricted or not g.restricted, 'does not know'),
    ('the next change is not overlooked', p.next_change_at <= n.at, format('has %s, but %s', p.next_change_at, n.at))
  ) as checked (rule, holds, message)
  where p.${SCOPE} and not holds`

/** A grant has left what its entries say, and nothing is lost or made on the way. */
const GRANTS = `
  with split as (
    select e.customer, e.currency, e.resource, e.seq, s.number, e.kind, s.amount, coalesce(e.overdraft, 0) as owed,
      case when e.kind in ('clawback', 'reinstatement')
        then coalesce((e.metadata ->> 'creditkit.writtenOff')::bigint, 0) else 0 end as gone,
      case when e.kind in ('clawback', 'reinstatement')
        then coalesce((e.metadata ->> 'creditkit.withdrawnBefore')::bigint, 0) else 0 end as withdrawn_before,
      -- What was still taken back when the date of its grant was found to have passed.
      case when e.kind = 'reinstatement'
        then coalesce((e.metadata ->> 'creditkit.lapsed')::bigint, 0) else 0 end as lapsed,
      -- What is done to a grant before it takes effect moves nothing.
      case when e.kind in ('void', 'revocation', 'clawback', 'reinstatement')
        then coalesce((e.metadata ->> 'creditkit.scheduled')::bigint, 0) else 0 end as waiting
    from creditkit.entries as e
    cross join lateral creditkit.splits_of(e.splits) as s
    where e.${SCOPE}
  ), total as (
    select customer, currency, resource, number, sum(amount) as amount,
      sum(case when kind = 'expiry' then -amount else lapsed end) as expired,
      sum(case when kind in ('void', 'revocation') or kind = 'adjustment' and amount < 0 then -amount - waiting
        else 0 end) as withdrawn,
      sum(case kind when 'clawback' then gone - amount - waiting - owed
        when 'reinstatement' then -gone - amount - waiting - owed else 0 end) as clawed_back,
      sum(case kind when 'clawback' then gone when 'reinstatement' then lapsed - gone else 0 end) as written_off,
      sum(case kind when 'clawback' then withdrawn_before else -withdrawn_before end) as written_off_withdrawn,
      -- Less what was used and then clawed back, which is owed instead.
      sum(case kind when 'consumption' then -amount when 'grant' then owed when 'adjustment' then greatest(owed, 0)
        when 'reinstatement' then owed when 'clawback' then owed else 0 end) as used
    from split group by 1, 2, 3, 4
  ), level as (
    -- A clawback of what was used is owed, and a reinstatement lets that off first, down to nothing: above the lowest
    -- that the sum of both has been.
    select customer, currency, resource, number,
      sum(case kind when 'clawback' then -owed else -gone - amount - waiting - owed end) over up_to_here as level,
      row_number() over (partition by customer, currency, resource, number order by seq desc) as from_last
    from split where kind in ('clawback', 'reinstatement')
    window up_to_here as (partition by customer, currency, resource, number order by seq)
  ), debt as (
    select customer, currency, resource, number,
      max(level) filter (where from_last = 1) - least(min(level), 0) as owed
    from level group by 1, 2, 3, 4
  )
  select g.customer, g.currency, g.resource, rule, 'grant ' || g.id as row, message
  from creditkit.grants as g
  join creditkit.pools as p using (customer, currency, resource)
  left join total as t using (customer, currency, resource, number)
  left join debt as d using (customer, currency, resource, number)
  cross join lateral (select creditkit.remaining_of(g, p) as remaining) as now
  cross join lateral (
    select coalesce(sum(s.amount), 0) as amount from creditkit.hold_splits as s
    where s.customer = g.customer and s.currency = g.currency and s.resource = g.resource
      and s.grant_number = g.number
  ) as h
  cross join lateral (values
    ('a grant has left what its entries add up to',
      coalesce(t.amount, 0) = case when g.status = 'scheduled' then 0 else now.remaining end,
      format('has %s, entries %s', now.remaining, coalesce(t.amount, 0))),
    ('what expired of a grant is in the ledger', g.expired = coalesce(t.expired, 0),
      format('has %s, entries %s', g.expired, coalesce(t.expired, 0))),
    ('what was withdrawn of a grant is in the ledger', g.withdrawn = coalesce(t.withdrawn, 0),
      format('has %s, entries %s', g.withdrawn, coalesce(t.withdrawn, 0))),
    ('what was clawed back of a grant is in the ledger',
      (g.clawed_back, g.written_off, coalesce(g.written_off_withdrawn, 0))
        = (coalesce(t.clawed_back, 0), coalesce(t.written_off, 0), coalesce(t.written_off_withdrawn, 0)),
      format('has %s, %s of it gone before, %s withdrawn, entries %s, %s, %s', g.clawed_back, g.written_off,
        coalesce(g.written_off_withdrawn, 0), coalesce(t.clawed_back, 0), coalesce(t.written_off, 0),
        coalesce(t.written_off_withdrawn, 0))),
    ('what was taken back of a grant is in the ledger',
      g.taken_back = coalesce(t.clawed_back - t.written_off - d.owed, 0),
      format('has %s, entries %s', g.taken_back, coalesce(t.clawed_back - t.written_off - d.owed, 0))),
    ('nothing of a grant is lost or made', g.amount = now.remaining + coalesce(t.used + t.expired - t.written_off
        + t.withdrawn + t.clawed_back, 0),
      format('had %s, has %s, entries account for %s', g.amount, now.remaining,
        coalesce(t.used + t.expired - t.written_off + t.withdrawn + t.clawed_back, 0))),
    ('a grant gives no more than it had', now.remaining + g.expired + g.withdrawn + g.taken_back <= g.amount,
      format('had %s', g.amount)),
    ('what is held of a grant is what holds reserve', g.held = h.amount, format('has %s, holds %s', g.held, h.amount)),
    ('a grant that has expired is closed', g.status <> 'available' or g.expires_at > p.last_at,
      format('expired at %s, and its pool changed at %s', g.expires_at, p.last_at)),
    ('a grant in effect is open', g.status <> 'scheduled' or g.effective_at > p.last_at,
      format('took effect at %s, and its pool changed at %s', g.effective_at, p.last_at)),
    ('a grant with credits left is open', (g.status in ('available', 'scheduled')) = (now.remaining > 0),
      format('is %s with %s', g.status, now.remaining)),
    ('the grant that its pool burns from is as the pool says', g.number is distinct from p.burning_number
        or (g.id, g.category, g.held, g.status) = (p.burning_id, p.burning_category, p.burning_held, 'available')
          and g.remaining >= p.burning_remaining,
      format('has %s, %s held, the pool %s, %s held', g.remaining, g.held, p.burning_remaining, p.burning_held))
  ) as checked (rule, holds, message)
  where g.${SCOPE} and not holds`

/** Along the entries of one grant, what remains follows from what remained. */
const SPLITS = `
  with split as (
    select e.customer, e.currency, e.resource, e.seq, s.number, s.amount, s.remaining, g.id,
      lag(s.remaining, 1, 0::bigint) over w as before
    from creditkit.entries as e
    cross join lateral creditkit.splits_of(e.splits) as s
    -- Named once more, or the grants of all customers are read.
    left join (select * from creditkit.grants where ${SCOPE}) as g
      on g.customer = e.customer and g.currency = e.currency and g.resource = e.resource and g.number = s.number
    -- What is done to a grant before it takes effect moves nothing.
    where e.${SCOPE} and (s.amount <> 0 or e.kind not in ('schedule', 'amendment', 'void', 'revocation', 'clawback',
      'reinstatement'))
    window w as (partition by e.customer, e.currency, e.resource, s.number order by e.seq)
  )
  select customer, currency, resource, rule, 'entry ' || seq as row, message from split
  cross join lateral (values
    ('a split names a grant of its pool', id is not null, format('names grant %s', number)),
    ('what remains of a grant follows from what remained', remaining = before + amount,
      format('leaves %s of grant %s after %s and %s', remaining, id, before, amount))
  ) as checked (rule, holds, message)
  where not holds`

/** What entries name is there. */
const NAMED = `
  select e.customer, e.currency, e.resource, 'a split names a grant of its pool' as rule, 'entry ' || e.seq as row,
    format('names grant %s', s.number) as message
  from creditkit.entries as e
  cross join lateral creditkit.splits_of(e.splits) as s
  where e.${SCOPE} and e.kind = 'schedule' and not exists (
    select from creditkit.grants as g
    where g.customer = e.customer and g.currency = e.currency and g.resource = e.resource and g.number = s.number
  )
  union all
  select e.customer, e.currency, e.resource, 'an entry names a hold of its customer', 'entry ' || e.seq,
    format('names hold %s', e.hold_id)
  from creditkit.entries as e
  where e.${SCOPE} and e.hold_id is not null and not exists (
    select from creditkit.holds as h where h.customer = e.customer and h.id = e.hold_id
  )`

/** Only open holds reserve, and no more than they hold. */
const HOLDS = `
  with settled as (
    select customer, hold_id, -sum(amount) as amount from creditkit.entries
    where ${SCOPE} and kind = 'consumption' and hold_id is not null group by 1, 2
  )
  select h.customer, h.currency, h.resource, rule, 'hold ' || h.id as row, message
  from creditkit.holds as h
  join creditkit.pools as p using (customer, currency, resource)
  cross join lateral (
    select coalesce(sum(s.amount), 0) as amount from creditkit.hold_splits as s
    where s.customer = h.customer and s.hold_id = h.id
  ) as reserved
  left join settled on settled.customer = h.customer and settled.hold_id = h.id
  cross join lateral (values
    ('what a hold was settled for is in the ledger', h.settled_amount is not distinct from settled.amount,
      format('has %s, entries %s', h.settled_amount, settled.amount)),
    ('a hold reserves no more than it holds', reserved.amount <= h.amount,
      format('holds %s, reserves %s', h.amount, reserved.amount)),
    ('a closed hold reserves nothing', h.status = 'open' or reserved.amount = 0, format('reserves %s', reserved.amount)),
    ('a hold that has lapsed is closed', h.status <> 'open' or h.lapses_at > p.last_at,
      format('lapsed at %s, and its pool changed at %s', h.lapses_at, p.last_at))
  ) as checked (rule, holds, message)
  where h.${SCOPE} and not holds`

/** The sums of usage are those of the entries that are counted, by day and by quarter of an hour. */
const USAGE = `
  with used as (
    select e.customer, e.currency, e.resource, coalesce(e.feature, '') as feature,
      coalesce(e.dimensions, '{}') as dimensions,
      date_bin('15 minutes', coalesce(e.occurred_at, e.at), '2000-01-01 00:00Z') as slot, -sum(e.amount) as amount
    from creditkit.entries as e
    join creditkit.pools as p using (customer, currency, resource)
    where e.${SCOPE} and e.kind = 'consumption' and e.seq <= creditkit.counted_upto(p.seq)
    group by 1, 2, 3, 4, 5, 6
  ), entries_by_hour as (
    select customer, currency, resource, feature, dimensions, date_bin('1 hour', slot, '2000-01-01 00:00Z') as hour,
      array[
        coalesce(sum(amount) filter (where extract(minute from slot at time zone 'UTC') = 0), 0),
        coalesce(sum(amount) filter (where extract(minute from slot at time zone 'UTC') = 15), 0),
        coalesce(sum(amount) filter (where extract(minute from slot at time zone 'UTC') = 30), 0),
        coalesce(sum(amount) filter (where extract(minute from slot at time zone 'UTC') = 45), 0)
      ] as amounts
    from used group by 1, 2, 3, 4, 5, 6
  ), entries_by_day as (
    select customer, currency, resource, feature, dimensions, (slot at time zone 'UTC')::date as day,
      sum(amount) as amount
    from used group by 1, 2, 3, 4, 5, 6
  )
  select customer, currency, resource, 'usage by the hour is that of the entries' as rule,
    format('usage of %s at %s', feature, hour) as row,
    format('has %s, entries %s',
      array[u.amount_00, u.amount_15, u.amount_30, u.amount_45]::text, e.amounts::text) as message
  from (select * from creditkit.usage_hours where ${SCOPE}) as u
  full join entries_by_hour as e using (customer, currency, resource, feature, dimensions, hour)
  where array[coalesce(u.amount_00, 0), coalesce(u.amount_15, 0), coalesce(u.amount_30, 0), coalesce(u.amount_45, 0)]
    is distinct from coalesce(e.amounts, '{0, 0, 0, 0}')::numeric[]
  union all
  select customer, currency, resource, 'usage by the day is that of the entries',
    format('usage of %s on %s', feature, day), format('has %s, entries %s', u.amount, e.amount)
  from (select * from creditkit.usage_days where ${SCOPE}) as u
  full join entries_by_day as e using (customer, currency, resource, feature, dimensions, day)
  where coalesce(u.amount, 0) <> coalesce(e.amount, 0)`

/** A key that is kept leads to the entry that has it. */
const KEYS = `
  select k.customer, null as currency, null as resource, 'a key leads to its entry' as rule,
    'entry ' || k.seq as row, 'no pool of the customer has it with that key' as message
  from creditkit.idempotency_keys as k
  where k.${SCOPE} and k.seq is not null
    and not exists (
      select from creditkit.entries as e
      where e.customer = k.customer and e.seq = k.seq
        and left(encode(sha256(convert_to(e.key, 'UTF8')), 'hex'), 32) = replace(k.key_hash::text, '-', ''))`

export const RULES: readonly string[] = [
  ENTRIES,
  POOLS,
  GRANTS,
  SPLITS,
  NAMED,
  HOLDS,
  USAGE,
  KEYS,
  CHARGED_PRICES,
]
