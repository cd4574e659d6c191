-- What a clawback made owed is undone first, whatever the grant is restricted to. Where other credits have settled it
-- meanwhile, the grant that gets it back neither expires nor is restricted from then on, since those credits may have
-- been neither: before, it expired at once where the grant's date had passed. What had not been used lapses with its
-- date, also where it comes back in a later part than the one that drops the date.

-- Of what was gone before a clawback, how much had been withdrawn: finance has that as refunded already. The rest had
-- expired. Of what is gone, what was withdrawn is clawed back first, and reinstated last. Null: none,
-- or not known, of what was clawed back before this column: all of that counts as expired.
alter table creditkit.grants add column written_off_withdrawn bigint;

create or replace function creditkit.is_sound(g creditkit.grants) returns boolean
language plpgsql immutable parallel safe
as $$
begin
  return g.remaining >= 0 and g.held between 0 and g.remaining
    and (g.status in ('available', 'scheduled')) = (g.remaining > 0)
    and g.status in ('available', 'scheduled', 'used_up', 'expired', 'voided', 'taken_back')
    and g.expired >= 0 and g.withdrawn >= 0 and g.taken_back >= 0
    -- What is not accounted for here was used.
    and g.remaining + g.expired + g.withdrawn + g.taken_back <= g.amount
    and g.written_off between 0 and g.expired + g.withdrawn
    and coalesce(g.written_off_withdrawn, 0) between 0 and least(g.withdrawn, g.written_off)
    and g.clawed_back between g.taken_back + g.written_off and g.amount
    and g.expires_at > g.effective_at
    and g.number > 0 and g.amount > 0
    and g.category in ('paid', 'promotional') and g.priority between -1000 and 1000
    and g.source in ('top_up', 'manual', 'recurring', 'import', 'adjustment')
    and (g.features is null or cardinality(g.features) > 0)
    and num_nulls(g.cost_amount, g.cost_currency, g.cost_scale) in (0, 3)
    and (g.cost_amount is null or g.cost_amount >= 0 and g.cost_scale between 0 and 4);
end
$$;

create or replace function creditkit.claw_back(
  the_customer text, the_id uuid, wanted bigint, the_order text, the_reason text, the_actor text, the_metadata jsonb,
  the_key text
) returns uuid
language plpgsql
as $$
declare
  p record;
  entry creditkit.entries;
  pool creditkit.pools;
  taken bigint;
  gone bigint;
  withdrawn_before bigint;
  notes jsonb;
begin
  select * into p from creditkit.open_grant(the_customer, the_id);
  if (p.g).clawed_back + wanted > (p.g).amount then
    perform creditkit.refuse('clawback_exceeds_grant', 'All clawbacks of a grant together are at most its amount.');
  end if;
  taken := least(wanted, (p.g).remaining);
  gone := least(wanted - taken, (p.g).expired + (p.g).withdrawn - (p.g).written_off);
  withdrawn_before := least(gone, (p.g).withdrawn - coalesce((p.g).written_off_withdrawn, 0));
  pool := p.pool;
  update creditkit.grants as g
  set clawed_back = clawed_back + wanted, written_off = written_off + gone,
    written_off_withdrawn = coalesce(written_off_withdrawn, 0) + withdrawn_before,
    status = case when status in ('used_up', 'expired') and clawed_back + wanted = amount
      then 'taken_back' else status end
  where g.customer = the_customer and g.id = the_id;
  if taken > 0 then
    pool := creditkit.take_from_grant(pool, (p.g).number, taken, 'taken_back', 'taken_back');
  end if;
  entry.at := p.moment;
  entry.kind := 'clawback';
  entry.overdraft := -(wanted - taken - gone);
  notes := jsonb_strip_nulls(jsonb_build_object(
    'creditkit.scheduled', case when (p.g).status = 'scheduled' then (-taken)::text end,
    'creditkit.writtenOff', nullif(gone, 0)::text,
    'creditkit.withdrawnBefore', nullif(withdrawn_before, 0)::text));
  entry.metadata := case when notes = '{}' then the_metadata else coalesce(the_metadata, '{}') || notes end;
  -- A scheduled grant was never part of the balance.
  if (p.g).status = 'scheduled' then
    taken := 0;
  end if;
  entry.amount := entry.overdraft - taken;
  select array[g.number, -taken, g.remaining] into entry.splits from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  entry.order_id := coalesce(the_order, (p.g).order_id);
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.key := the_key;
  pool := creditkit.append_entry(pool, entry);
  pool := creditkit.save_pool(pool, p.was, true);
  perform creditkit.tell_grant(pool, g) from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  return the_id;
end
$$;

-- `gone`: how much of what is left.
create function creditkit.expire_part(
  pool creditkit.pools, g creditkit.grants, gone bigint, moment timestamptz
) returns creditkit.pools
language plpgsql
as $$
declare
  entry creditkit.entries;
begin
  pool := creditkit.take_from_grant(pool, g.number, gone, 'expired', 'expired');
  g.remaining := g.remaining - gone;
  entry.at := moment;
  entry.kind := 'expiry';
  entry.amount := -gone;
  entry.splits := array[g.number, -gone, g.remaining];
  entry.order_id := g.order_id;
  pool := creditkit.append_entry(pool, entry);
  if g.remaining = 0 then
    g.status := 'expired';
    perform creditkit.tell_grant(pool, g);
  end if;
  return pool;
end
$$;

create or replace function creditkit.expire_grant(
  pool creditkit.pools, the_number integer, moment timestamptz
) returns creditkit.pools
language plpgsql
as $$
declare
  g creditkit.grants;
begin
  select * into strict g from creditkit.grants
  where customer = pool.customer and currency = pool.currency and resource = pool.resource and number = the_number;
  return creditkit.expire_part(pool, g, g.remaining, moment);
end
$$;

create or replace function creditkit.reinstate(
  the_customer text, the_id uuid, wanted bigint, the_order text, the_reason text, the_actor text, the_metadata jsonb,
  the_key text
) returns uuid
language plpgsql
as $$
declare
  p record;
  g creditkit.grants;
  entry creditkit.entries;
  pool creditkit.pools;
  owed bigint;
  own bigint;
  gone bigint;
  withdrawn_before bigint;
  undone bigint;
  settled bigint;
  credited bigint;
  -- Of what comes back, what expires at once; of what does not come back yet, what has expired meanwhile.
  expiring bigint := 0;
  lapsed bigint := 0;
  settled_by_others boolean;
  waiting boolean;
  notes jsonb;
begin
  select * into p from creditkit.open_grant(the_customer, the_id);
  g := p.g;
  if wanted > g.clawed_back then
    perform creditkit.refuse('reinstatement_exceeds_clawback', 'No more can be reinstated than was clawed back.');
  end if;
  owed := least(wanted, g.clawed_back - g.taken_back - g.written_off);
  own := least(wanted - owed, g.taken_back);
  gone := wanted - owed - own;
  withdrawn_before := greatest(0, gone - g.written_off + coalesce(g.written_off_withdrawn, 0));
  pool := p.pool;
  waiting := g.effective_at > p.moment;
  undone := least(pool.overdraft, owed);
  settled := undone
    + case when g.features is null and not waiting then least(pool.overdraft - undone, own) else 0 end;
  credited := owed + own - settled;
  settled_by_others := undone < owed;
  if settled_by_others and g.expires_at <= p.moment then
    expiring := own;
    lapsed := g.taken_back - own;
  end if;
  notes := jsonb_strip_nulls(jsonb_build_object(
    'creditkit.expiresAtBefore',
    case when settled_by_others then creditkit.instant_text(nullif(g.expires_at, 'infinity')) end,
    'creditkit.featuresBefore', case when settled_by_others then array_to_string(g.features, ' ') end,
    'creditkit.writtenOff', nullif(gone, 0)::text,
    'creditkit.withdrawnBefore', nullif(withdrawn_before, 0)::text,
    'creditkit.lapsed', nullif(lapsed, 0)::text,
    'creditkit.scheduled', case when waiting then credited::text end));
  entry.metadata := case when notes = '{}' then the_metadata else coalesce(the_metadata, '{}') || notes end;
  if settled_by_others then
    g.expires_at := 'infinity';
    g.features := null;
  end if;
  g.remaining := g.remaining + credited;
  g.expired := g.expired + lapsed;
  g.taken_back := g.taken_back - own - lapsed;
  g.written_off := g.written_off - gone + lapsed;
  g.written_off_withdrawn := coalesce(g.written_off_withdrawn, 0) - withdrawn_before;
  g.clawed_back := g.clawed_back - wanted;
  g.status := case
    when g.remaining = 0 then
      case
        when g.status = 'voided' then 'voided'
        when g.expired > 0 then 'expired'
        when g.taken_back > 0 or g.withdrawn > 0 then 'taken_back'
        else 'used_up' end
    when waiting then 'scheduled'
    else 'available' end;
  update creditkit.grants as c
  set remaining = g.remaining, expired = g.expired, taken_back = g.taken_back, written_off = g.written_off,
    written_off_withdrawn = g.written_off_withdrawn, clawed_back = g.clawed_back, expires_at = g.expires_at,
    features = g.features, status = g.status
  where c.customer = the_customer and c.id = the_id;
  entry.at := p.moment;
  entry.kind := 'reinstatement';
  entry.overdraft := settled;
  entry.amount := case when waiting then 0 else settled + credited end;
  entry.splits := array[g.number, entry.amount - settled, g.remaining];
  entry.order_id := coalesce(the_order, g.order_id);
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.key := the_key;
  pool := creditkit.append_entry(pool, entry);
  if expiring > 0 then
    pool := creditkit.expire_part(pool, g, expiring, p.moment);
  end if;
  -- The grant's instant may have passed meanwhile.
  pool := creditkit.advance(pool, p.moment);
  perform creditkit.check_room(pool);
  pool := creditkit.save_pool(pool, p.was, true);
  -- Where it has expired at once, its expiry has told of it.
  perform creditkit.tell_grant(pool, c) from creditkit.grants as c
  where c.customer = the_customer and c.id = the_id and not (g.status = 'available' and c.status = 'expired');
  return the_id;
end
$$;
