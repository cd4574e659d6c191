-- Taking credits back because a payment was refunded or disputed, and giving them again.

-- Out of the grant itself first. What expired or was withdrawn is gone already and costs nothing; what was used
-- becomes overdraft. The entry's metadata keeps what was written off, and what
-- was taken of a grant not yet in effect, so that the finance report adds up.
create function creditkit.claw_back(
  the_customer text, the_id uuid, wanted bigint, the_order text, the_reason text, the_actor text,
  the_metadata jsonb, the_key text
) returns uuid
language plpgsql
as $$
declare
  p record;
  entry creditkit.entries;
  pool creditkit.pools;
  taken bigint;
  gone bigint;
begin
  select * into p from creditkit.open_grant(the_customer, the_id);
  if (p.g).clawed_back + wanted > (p.g).amount then
    perform creditkit.refuse('clawback_exceeds_grant', 'All clawbacks of a grant together are at most its amount.');
  end if;
  taken := least(wanted, (p.g).remaining);
  gone := least(wanted - taken, (p.g).expired + (p.g).withdrawn - (p.g).written_off);
  pool := p.pool;
  update creditkit.grants as g
  set clawed_back = clawed_back + wanted, written_off = written_off + gone,
    status = case when status in ('used_up', 'expired') and clawed_back + wanted = amount
      then 'taken_back' else status end
  where g.customer = the_customer and g.id = the_id;
  if taken > 0 then
    pool := creditkit.take_from_grant(pool, (p.g).number, taken, 'taken_back', 'taken_back');
  end if;
  entry.at := p.moment;
  entry.kind := 'clawback';
  entry.overdraft := -(wanted - taken - gone);
  entry.metadata := the_metadata;
  -- A scheduled grant was never part of the balance.
  if (p.g).status = 'scheduled' then
    entry.metadata := coalesce(entry.metadata, '{}') || jsonb_build_object('creditkit.scheduled', (-taken)::text);
    taken := 0;
  end if;
  entry.amount := entry.overdraft - taken;
  select array[g.number, -taken, g.remaining] into entry.splits from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  entry.order_id := coalesce(the_order, (p.g).order_id);
  entry.reason := the_reason;
  entry.actor := the_actor;
  if gone > 0 then
    entry.metadata := coalesce(entry.metadata, '{}') || jsonb_build_object('creditkit.writtenOff', gone::text);
  end if;
  entry.key := the_key;
  pool := creditkit.append_entry(pool, entry);
  pool := creditkit.save_pool(pool, p.was, true);
  perform creditkit.tell_grant(pool, g) from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  return the_id;
end
$$;

-- The reverse, of the parts in reverse: what became overdraft, what came out of the grant, what was written off. It
-- settles the overdraft first; the rest is in the grant again, which expires at its instant as ever.
create function creditkit.reinstate(
  the_customer text, the_id uuid, wanted bigint, the_order text, the_reason text, the_actor text,
  the_metadata jsonb, the_key text
) returns uuid
language plpgsql
as $$
declare
  p record;
  entry creditkit.entries;
  pool creditkit.pools;
  owed bigint;
  own bigint;
  gone bigint;
  settled bigint;
  credited bigint;
  waiting boolean;
begin
  select * into p from creditkit.open_grant(the_customer, the_id);
  if wanted > (p.g).clawed_back then
    perform creditkit.refuse('reinstatement_exceeds_clawback', 'No more can be reinstated than was clawed back.');
  end if;
  owed := least(wanted, (p.g).clawed_back - (p.g).taken_back - (p.g).written_off);
  own := least(wanted - owed, (p.g).taken_back);
  gone := wanted - owed - own;
  pool := p.pool;
  waiting := (p.g).effective_at > p.moment;
  settled := case when (p.g).features is null and not waiting then least(pool.overdraft, owed + own) else 0 end;
  -- What was owed settles first; only what settles from the grant's own credits counts as used by it.
  credited := owed + own - settled;
  update creditkit.grants as g
  set remaining = remaining + credited, taken_back = taken_back - own, written_off = written_off - gone,
    clawed_back = clawed_back - wanted,
    status = case
      when remaining + credited = 0 then
        case when expired > 0 then 'expired' when g.taken_back > own or withdrawn > 0 then 'taken_back' else 'used_up' end
      when waiting then 'scheduled'
      else 'available' end
  where g.customer = the_customer and g.id = the_id;
  entry.at := p.moment;
  entry.kind := 'reinstatement';
  entry.overdraft := settled;
  entry.amount := case when waiting then 0 else settled + credited end;
  entry.splits := array[(p.g).number, entry.amount - settled, (p.g).remaining + credited];
  entry.order_id := coalesce(the_order, (p.g).order_id);
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.metadata := the_metadata;
  if gone > 0 then
    entry.metadata := coalesce(entry.metadata, '{}') || jsonb_build_object('creditkit.writtenOff', gone::text);
  end if;
  if waiting then
    entry.metadata := coalesce(entry.metadata, '{}') || jsonb_build_object('creditkit.scheduled', credited::text);
  end if;
  entry.key := the_key;
  pool := creditkit.append_entry(pool, entry);
  -- The grant's instant may have passed meanwhile.
  pool := creditkit.advance(pool, p.moment);
  pool := creditkit.save_pool(pool, p.was, true);
  perform creditkit.tell_grant(pool, g) from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  return the_id;
end
$$;
