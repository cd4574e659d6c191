-- A reinstatement comes to the same in parts as at once. With the part that drops the grant's date, what had not been
-- used and is still taken back has lapsed too, where the date has passed: before, it came back for good with a later
-- part, because the grant had no date any more. And one that expires at once is told of once.

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
  undone bigint;
  settled bigint;
  credited bigint;
  lapsed bigint := 0;
  late bigint := 0;
  waiting boolean;
begin
  select * into p from creditkit.open_grant(the_customer, the_id);
  g := p.g;
  if wanted > g.clawed_back then
    perform creditkit.refuse('reinstatement_exceeds_clawback', 'No more can be reinstated than was clawed back.');
  end if;
  owed := least(wanted, g.clawed_back - g.taken_back - g.written_off);
  own := least(wanted - owed, g.taken_back);
  gone := wanted - owed - own;
  pool := p.pool;
  waiting := g.effective_at > p.moment;
  undone := least(pool.overdraft, owed);
  settled := undone
    + case when g.features is null and not waiting then least(pool.overdraft - undone, own) else 0 end;
  credited := owed + own - settled;
  entry.metadata := the_metadata;
  if undone < owed then
    if g.expires_at <= p.moment then
      lapsed := own;
      late := g.taken_back - own;
    end if;
    if g.expires_at < 'infinity' then
      entry.metadata := coalesce(entry.metadata, '{}')
        || jsonb_build_object('creditkit.expiresAtBefore', creditkit.instant_text(g.expires_at));
    end if;
    if g.features is not null then
      entry.metadata := coalesce(entry.metadata, '{}')
        || jsonb_build_object('creditkit.featuresBefore', array_to_string(g.features, ' '));
    end if;
    g.expires_at := 'infinity';
    g.features := null;
  end if;
  g.remaining := g.remaining + credited;
  g.expired := g.expired + late;
  g.taken_back := g.taken_back - own - late;
  g.written_off := g.written_off - gone + late;
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
    clawed_back = g.clawed_back, expires_at = g.expires_at, features = g.features, status = g.status
  where c.customer = the_customer and c.id = the_id;
  entry.at := p.moment;
  entry.kind := 'reinstatement';
  entry.overdraft := settled;
  entry.amount := case when waiting then 0 else settled + credited end;
  entry.splits := array[g.number, entry.amount - settled, g.remaining];
  entry.order_id := coalesce(the_order, g.order_id);
  entry.reason := the_reason;
  entry.actor := the_actor;
  if gone > 0 then
    entry.metadata := coalesce(entry.metadata, '{}') || jsonb_build_object('creditkit.writtenOff', gone::text);
  end if;
  if late > 0 then
    entry.metadata := coalesce(entry.metadata, '{}') || jsonb_build_object('creditkit.lapsed', late::text);
  end if;
  if waiting then
    entry.metadata := coalesce(entry.metadata, '{}') || jsonb_build_object('creditkit.scheduled', credited::text);
  end if;
  entry.key := the_key;
  pool := creditkit.append_entry(pool, entry);
  if lapsed > 0 then
    pool := creditkit.expire_part(pool, g, lapsed, p.moment);
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
