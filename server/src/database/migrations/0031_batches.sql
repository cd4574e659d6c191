-- What a batch of consumptions is made of: its locks, its costs, and whether it can go as one set.

create type creditkit.consume_cost as (
  place integer,
  -- Of the request's pool among those of the batch, from 1, in the order of their keys.
  pool_number bigint,
  cost bigint,
  -- The sum of the costs of the pool's requests up to this one, and its place among them.
  upto bigint,
  turn integer,
  feature_name text,
  rate_id uuid,
  rate_version integer
);

-- The rows of an array of rows, with an estimate that fits a batch: with unnest, which the planner takes for ten rows,
-- it compares every request with every grant of the batch.
create function creditkit.rows_of(items anyarray) returns setof anyelement
language plpgsql immutable rows 256
as $$
begin
  return query select * from unnest(items);
end
$$;

-- Wherever a batch meets a table, a lateral subquery with "offset 0", or one for each row, makes the plan look up row by
-- row: a join may be planned as a scan of the whole table while that is small, and such a plan is kept.

-- The costs of a batch; null where one of them has no price, or they sum up beyond all bounds.
create function creditkit.price_together(requests creditkit.consume_request[], moment timestamptz)
returns creditkit.consume_cost[]
language plpgsql
as $$
declare
  costs creditkit.consume_cost[];
begin
  with price as materialized (
    -- Many requests ask for the same thing, so each thing is priced once.
    select asked.*, p.*
    from (
      select distinct r.feature, r.currency, r.dimensions, r.quantity, r.amount from creditkit.rows_of(requests) as r
    ) as asked,
    creditkit.price_of(asked.feature, asked.currency, asked.dimensions, asked.quantity, asked.amount, moment) as p
  ), summed as (
    select r.place, price.problem, price.cost, price.feature_name, price.rate_id, price.rate_version,
      sum(price.cost) over pool_of as upto, row_number() over pool_of as turn,
      dense_rank() over (order by r.customer, r.currency, r.resource) as pool_number
    from creditkit.rows_of(requests) as r
    join price on price.feature is not distinct from r.feature and price.currency = r.currency
      and price.dimensions is not distinct from r.dimensions and price.quantity is not distinct from r.quantity
      and price.amount is not distinct from r.amount
    window pool_of as (partition by r.customer, r.currency, r.resource order by r.place rows unbounded preceding)
  )
  select array_agg((place, pool_number, cost, upto, turn, feature_name, rate_id, rate_version)::creditkit.consume_cost
    order by place) into costs
  from summed
  having bool_and(problem is null) and max(upto) <= 9223372036854775807;
  return costs;
end
$$;

-- The pools of a batch, in the order of their keys.
create function creditkit.lock_together(requests creditkit.consume_request[]) returns creditkit.pools[]
language plpgsql
as $$
begin
  return array(
    select locked.pool
    from (select distinct r.customer, r.currency, r.resource from creditkit.rows_of(requests) as r) as asked
    cross join lateral (
      select p as pool from creditkit.pools as p
      where p.customer = asked.customer and p.currency = asked.currency and p.resource = asked.resource
      for update
    ) as locked
    order by asked.customer, asked.currency, asked.resource
  );
end
$$;

-- Whether a batch can go as a set: its pools are there, with nothing due and no restricted grants, and its keys are
-- new and differ.
create function creditkit.nothing_special(
  requests creditkit.consume_request[], pools creditkit.pools[], moment timestamptz
) returns boolean
language plpgsql
as $$
begin
  return (
    select count(distinct (r.customer, r.key_hash)) = cardinality(requests)
      and count(distinct (r.customer, r.currency, r.resource)) = cardinality(pools)
      and bool_and(r.occurred_at is null)
    from creditkit.rows_of(requests) as r
  ) and (
    select bool_and(p.next_change_at > greatest(moment, p.last_at) and not p.restricted) from creditkit.rows_of(pools) as p
  ) and (
    select count(
      (select k.key_hash from creditkit.idempotency_keys as k
       where k.customer = r.customer and k.key_hash = r.key_hash)) = 0
    from creditkit.rows_of(requests) as r
  );
end
$$;

create function creditkit.enough_together(costs creditkit.consume_cost[], pools creditkit.pools[]) returns boolean
language plpgsql
as $$
begin
  return (
    select bool_and(pools[asked.pool_number].balance - pools[asked.pool_number].held >= asked.total)
    from (select c.pool_number, max(c.upto) as total from creditkit.rows_of(costs) as c group by 1) as asked
  );
end
$$;
