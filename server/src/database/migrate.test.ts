import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { migrate, MigrationError } from './migrate.ts'
import { createPool } from './pool.ts'

let database: TestDatabase
let directory: string

beforeEach(async () => {
  database = await createTestDatabase()
  await database.pool.query('drop schema creditkit cascade')
  directory = await mkdtemp(join(tmpdir(), 'creditkit-migrations-'))
  await write('0001_first.sql', 'create table creditkit.first (id int); select pg_sleep(0.2);')
  await write('0002_second.sql', 'insert into creditkit.first values (1);')
})

afterEach(async () => {
  await database.drop()
  await rm(directory, { recursive: true })
})

async function write(name: string, sql: string): Promise<void> {
  await writeFile(join(directory, name), sql)
}

async function firstRows(): Promise<number | null> {
  return (await database.pool.query('select from creditkit.first')).rowCount
}

test('migrations run in order, once', async () => {
  expect(await migrate(database.pool, directory)).toEqual(['0001_first.sql', '0002_second.sql'])
  expect(await migrate(database.pool, directory)).toEqual([])
  expect(await firstRows()).toBe(1)
})

test('of servers that start at once, one applies each migration and the others wait for it', async () => {
  const pools = Array.from({ length: 4 }, () => createPool(database.url))
  const applied = await Promise.all(pools.map((pool) => migrate(pool, directory)))
  await Promise.all(pools.map((pool) => pool.end()))
  expect(applied.flat().sort()).toEqual(['0001_first.sql', '0002_second.sql'])
  expect(await firstRows()).toBe(1)
})

test('a migration added later is applied, even with a lower number', async () => {
  await migrate(database.pool, directory)
  await write('0010_tenth.sql', 'insert into creditkit.first values (10);')
  await migrate(database.pool, directory)
  await write('0005_fifth.sql', 'insert into creditkit.first values (5);')
  expect(await migrate(database.pool, directory)).toEqual(['0005_fifth.sql'])
})

test('a migration that waits for a table in use lets others by, and is applied when the table is free', async () => {
  await migrate(database.pool, directory)
  await write('0003_third.sql', 'alter table creditkit.first add column note text;')
  const report = await database.pool.connect()
  await report.query('begin')
  await report.query('select from creditkit.first')
  const migrated = migrate(database.pool, directory)
  const waiting = `select from pg_locks where relation = 'creditkit.first'::regclass and not granted`
  await expect.poll(async () => (await database.pool.query(waiting)).rowCount).toBe(1)
  expect(await firstRows()).toBe(1)
  await report.query('commit')
  report.release()
  expect(await migrated).toEqual(['0003_third.sql'])
})

test('a migration that fails leaves no trace and says which it was', async () => {
  await write('0003_third.sql', 'insert into creditkit.first values (3); select 1/0;')
  await expect(migrate(database.pool, directory)).rejects.toThrow(
    new MigrationError('The migration 0003_third.sql failed: division by zero'),
  )
  expect(await firstRows()).toBe(1)
  await write('0003_third.sql', 'insert into creditkit.first values (3);')
  expect(await migrate(database.pool, directory)).toEqual(['0003_third.sql'])
})

test('an applied migration that was edited is refused, with what to do', async () => {
  await migrate(database.pool, directory)
  await write('0002_second.sql', 'insert into creditkit.first values (2);')
  await expect(migrate(database.pool, directory)).rejects.toThrow(
    /^The migration 0002_second\.sql was edited .* delete the folder \.data, or drop the database\.$/,
  )
})

test('a database that a newer server migrated is refused', async () => {
  await migrate(database.pool, directory)
  await rm(join(directory, '0002_second.sql'))
  await expect(migrate(database.pool, directory)).rejects.toThrow(
    /0002_second\.sql, which this server does not know/,
  )
})

test('two migrations with one number are refused', async () => {
  await write('0002_other.sql', 'select 1;')
  await expect(migrate(database.pool, directory)).rejects.toThrow(
    /same number: 0002_other\.sql and 0002_second\.sql/,
  )
})
