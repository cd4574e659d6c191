-- Metadata has texts alone: a grant that ends no longer ends “never”, which was null before.

create or replace function creditkit.amend_grant(
  the_customer text, the_id uuid, new_expiry timestamptz, new_priority integer,
  the_reason text, the_actor text, the_key text
) returns uuid
language plpgsql
as $$
declare
  p record;
  entry creditkit.entries;
  pool creditkit.pools;
begin
  select * into p from creditkit.open_grant(the_customer, the_id);
  if (p.g).status not in ('available', 'scheduled') then
    perform creditkit.refuse('grant_closed', 'Nothing is left of this grant, so it cannot be changed.');
  end if;
  if new_expiry <= (p.g).expires_at then
    perform creditkit.refuse('invalid_expiry', 'A grant is extended to a later instant than its present expiry.');
  end if;
  update creditkit.grants as g
  set expires_at = coalesce(new_expiry, expires_at), priority = coalesce(new_priority, priority)
  where g.customer = the_customer and g.id = the_id;
  entry.at := p.moment;
  entry.kind := 'amendment';
  entry.splits := array[(p.g).number, 0, (p.g).remaining];
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.key := the_key;
  entry.metadata := case
    when new_expiry is not null then jsonb_build_object(
      'expiresAtBefore', creditkit.instant_text(nullif((p.g).expires_at, 'infinity')),
      'expiresAtAfter', coalesce(creditkit.instant_text(nullif(new_expiry, 'infinity')), 'never'))
    else jsonb_build_object('priorityBefore', (p.g).priority::text, 'priorityAfter', new_priority::text)
  end;
  pool := creditkit.append_entry(p.pool, entry);
  pool := creditkit.save_pool(pool, p.was, true);
  perform creditkit.tell_grant(pool, g) from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  return the_id;
end
$$;
