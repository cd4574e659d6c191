-- What came from elsewhere: opening balances and usage history, chunk by chunk. How far an import is, and what it set
-- aside, is written in the transaction of the chunk itself, so that it can be broken off and taken up at any point.

create table creditkit.imports (
  name text primary key,
  kind text not null check (kind in ('balances', 'usage')),
  source_hash text not null,
  -- Bytes and lines of the source that are done.
  position bigint not null default 0,
  lines bigint not null default 0,
  accepted bigint not null default 0,
  rejected bigint not null default 0,
  started_at timestamptz not null default creditkit.now_ms(),
  finished_at timestamptz
);

create table creditkit.import_rejects (
  import text not null references creditkit.imports (name),
  line bigint not null,
  source text not null,
  reason text not null,
  primary key (import, line)
);

-- One grant a row. `row` has the columns of a grant and its pool's key.
create function creditkit.import_balance(the_row jsonb) returns void
language plpgsql
as $$
begin
  perform creditkit.make_grant(the_row ->> 'customer', the_row ->> 'currency', the_row ->> 'resource',
    the_row || '{"source": "import"}', null);
end
$$;

-- Usage from before the ledger changes no balance: what was used is granted and consumed at once, and the
-- consumptions say when they took place. `usage_rows` are of one pool.
create function creditkit.import_usage(
  the_customer text, the_currency text, the_resource text, usage_rows jsonb, the_import text
) returns void
language plpgsql
as $$
declare
  p record;
  pool creditkit.pools;
  g creditkit.grants;
  blank creditkit.entries;
  entry creditkit.entries;
  used record;
  total numeric;
  issued record;
begin
  select * into p from creditkit.open_pool(the_customer, the_currency, the_resource);
  select sum((r.value ->> 'amount')::numeric) into total from jsonb_array_elements(usage_rows) as r;
  pool := p.pool;
  if pool.overdraft > 0 then
    perform creditkit.refuse('invalid_value', 'A pool in overdraft takes no usage history. Settle it first.');
  end if;
  g.amount := total::bigint;
  g.category := 'promotional';
  g.priority := 0;
  g.effective_at := p.moment;
  g.source := 'import';
  g.reason := 'usage before the import ' || the_import;
  entry.at := p.moment;
  entry.kind := 'grant';
  issued := creditkit.issue_grant(pool, g, entry);
  pool := issued.pool;
  g := issued.g;
  for used in
    select * from jsonb_to_recordset(usage_rows) as r
      (amount bigint, feature text, quantity numeric, dimensions jsonb, occurred_at timestamptz, metadata jsonb)
  loop
    if used.occurred_at >= p.moment then
      perform creditkit.refuse('invalid_time', 'Usage history lies in the past.');
    end if;
    g.remaining := g.remaining - used.amount;
    entry := blank;
    entry.at := p.moment;
    entry.kind := 'consumption';
    entry.amount := -used.amount;
    entry.splits := array[g.number, -used.amount, g.remaining];
    entry.feature := used.feature;
    entry.quantity := used.quantity;
    entry.dimensions := used.dimensions;
    entry.occurred_at := used.occurred_at;
    entry.metadata := used.metadata;
    entry.reason := 'imported';
    pool := creditkit.append_entry(pool, entry);
    perform creditkit.count_usage(pool.customer, pool.currency, pool.resource, entry.feature, entry.dimensions,
      entry.occurred_at, used.amount);
  end loop;
  update creditkit.grants as stored set remaining = 0, status = 'used_up'
  where stored.customer = the_customer and stored.currency = the_currency and stored.resource = the_resource
    and stored.number = g.number;
  perform creditkit.save_pool(pool, p.was, true);
end
$$;
