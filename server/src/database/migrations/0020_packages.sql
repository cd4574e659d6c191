-- What is on sale: packages with prices in several currencies of money, and freely chosen amounts with volume
-- tiers. Catalogue tables: small, and the same for all customers.

create table creditkit.packages (
  id text primary key,
  name text not null,
  -- The currency of credits, and credits in its smallest unit.
  currency text not null,
  credits bigint not null check (credits > 0),
  bonus_credits bigint not null default 0 check (bonus_credits >= 0),
  -- Of the grant; null: it never expires.
  expires_after_days integer check (expires_after_days > 0),
  -- Burn order of the grant, lower first.
  priority integer not null default 0,
  per_customer_limit integer check (per_customer_limit > 0),
  -- Above 1, the customer may change the quantity on the payment page up to this.
  maximum_quantity integer not null default 1 check (maximum_quantity between 1 and 1000),
  display_order integer not null default 0,
  active boolean not null default true,
  created_at timestamptz not null default creditkit.now_ms(),
  updated_at timestamptz not null default creditkit.now_ms()
);

create table creditkit.package_prices (
  package_id text not null references creditkit.packages on delete cascade,
  -- ISO 4217 in lower case, as Stripe has it.
  money_currency text not null check (money_currency ~ '^[a-z]{3}$'),
  -- Minor units as Stripe counts them.
  amount bigint not null check (amount > 0),
  primary key (package_id, money_currency)
);

create table creditkit.custom_amounts (
  currency text primary key,
  minimum bigint not null check (minimum > 0),
  maximum bigint not null check (maximum >= minimum),
  step bigint not null check (step > 0),
  expires_after_days integer check (expires_after_days > 0),
  priority integer not null default 0,
  active boolean not null default true,
  updated_at timestamptz not null default creditkit.now_ms()
);

-- Volume prices: the tier that the whole amount falls into prices every credit of it.
create table creditkit.custom_amount_tiers (
  currency text not null references creditkit.custom_amounts on delete cascade,
  money_currency text not null check (money_currency ~ '^[a-z]{3}$'),
  from_credits bigint not null check (from_credits >= 0),
  -- Minor units for one whole credit.
  unit_price numeric not null check (unit_price > 0),
  primary key (currency, money_currency, from_credits)
);
