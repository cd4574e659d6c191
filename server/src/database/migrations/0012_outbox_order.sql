-- Identity values become visible out of order: a later id can commit first, and a reader that goes by id alone
-- loses the earlier one. So every row also keeps its transaction. Below the oldest transaction that is still
-- running everything is final, and (transaction, id) is an order into which nothing can come later.

alter table creditkit.outbox
  add column xact xid8 not null default pg_current_xact_id(),
  drop constraint outbox_pkey,
  add primary key (customer, xact, id);

create index outbox_in_order on creditkit.outbox (xact, id);

-- Up to where the outbox was pruned: a reader with an older cursor has missed something and is told so.
create table creditkit.outbox_horizon (
  only_row boolean primary key default true check (only_row),
  xact xid8 not null,
  id bigint not null
);
insert into creditkit.outbox_horizon (xact, id) values ('0', 0);
