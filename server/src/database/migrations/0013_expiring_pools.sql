-- Pools of which was told that some of their credits expire soon, so that it is told once, and told when it is over.

create table creditkit.expiring_pools (
  customer text not null,
  currency text not null,
  resource text not null,
  told_at timestamptz not null default creditkit.now_ms(),
  primary key (customer, currency, resource),
  foreign key (customer, currency, resource) references creditkit.pools
);
