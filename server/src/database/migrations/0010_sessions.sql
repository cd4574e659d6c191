-- Who may call: customers, their sessions, the keys that sign sessions, and the host's secret keys.

create table creditkit.customers (
  -- The host's own id.
  id text primary key,
  name text,
  email text,
  -- Raised to revoke all sessions of the customer at once: a token carries the number it was made with.
  session_epoch integer not null default 0,
  created_at timestamptz not null default creditkit.now_ms(),
  updated_at timestamptz not null default creditkit.now_ms()
);

create table creditkit.sessions (
  customer text not null,
  id uuid not null default creditkit.uuid_v7(),
  origin text not null,
  scopes text[] not null,
  epoch integer not null,
  api_key_id uuid not null,
  created_at timestamptz not null default creditkit.now_ms(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  -- A retry with the same key gets the same session again; its token is signed afresh, never stored.
  idempotency_key text,
  body_hash bytea,
  primary key (customer, id)
);
create index sessions_by_id on creditkit.sessions (id);
create index sessions_by_expiry on creditkit.sessions (expires_at);
create unique index sessions_once on creditkit.sessions (customer, idempotency_key) where idempotency_key is not null;

-- What servers hold in memory to refuse revoked tokens. Rows live as long as the longest token.
create table creditkit.revocations (
  customer text not null,
  id uuid not null default creditkit.uuid_v7(),
  -- One session; null: every session of the customer made before this epoch.
  session_id uuid,
  epoch integer,
  revoked_at timestamptz not null default creditkit.now_ms(),
  primary key (customer, id),
  check ((session_id is null) <> (epoch is null))
);

-- ES256 keys. A new one is published before it signs, and an old one after it has signed, so that nobody who
-- keeps a copy of the key set meets a token it does not know.
create table creditkit.signing_keys (
  id text primary key,
  public_key jsonb not null,
  private_key jsonb not null,
  signs_from timestamptz not null,
  created_at timestamptz not null default creditkit.now_ms(),
  revoked_at timestamptz
);

create table creditkit.api_keys (
  id uuid primary key default creditkit.uuid_v7(),
  name text not null,
  -- SHA-256 of a key with 256 random bits, which no guessing reaches: no slow hash is needed.
  hash bytea not null unique,
  -- The beginning of the key, to tell keys apart in lists.
  hint text not null,
  scopes text[] not null,
  created_at timestamptz not null default creditkit.now_ms(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_by_name on creditkit.api_keys (name) where revoked_at is null;
