import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'

const FUNCTIONS = `
  select pg_get_functiondef(p.oid) as definition
  from pg_proc as p
  where p.pronamespace = 'creditkit'::regnamespace and p.prokind = 'f'
  order by p.proname, pg_get_function_identity_arguments(p.oid)`

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(async () => {
  await database.drop()
})

// Migrations replace functions of earlier ones; whoever reads or reviews wants to see what they have become.
test('functions.sql has the functions as the migrations leave them (vitest run functions -u writes it)', async () => {
  const { rows } = await database.pool.query<{ definition: string }>(FUNCTIONS)
  const text = rows.map(({ definition }) => `${definition.trimEnd()};\n`).join('\n')
  await expect(text).toMatchFileSnapshot('./functions.sql')
})
