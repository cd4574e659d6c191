import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { queryTexts } from './text-query.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(async () => await database.drop())

const ECHO = {
  name: 'test.echo',
  text: 'select echoed from unnest($1::text[]) with ordinality as u (echoed, place) order by place',
}

test('the rows come as their texts, in their order, an absent one as null', async () => {
  const query = { ...ECHO, values: ['{"two\nlines","say \\"so\\"",null,""}'] }
  expect(await queryTexts(database.pool, query)).toEqual(['two\nlines', 'say "so"', null, ''])
  expect(await queryTexts(database.pool, { ...ECHO, values: [null] })).toEqual([])
})

test('a connection reads a statement once, and the driver may send others between', async () => {
  const client = await database.pool.connect()
  try {
    const query = { ...ECHO, name: 'test.echo_once' }
    for (const word of ['one', 'two', 'three']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another is the point
      expect(await queryTexts(client, { ...query, values: [`{${word}}`] })).toEqual([word])
      // oxlint-disable-next-line no-await-in-loop
      expect((await client.query('select $1::integer as number', [1])).rows).toEqual([{ number: 1 }])
    }
    const { rows } = await client.query(
      `select generic_plans + custom_plans as runs from pg_prepared_statements where name = 'test.echo_once'`,
    )
    expect(rows).toEqual([{ runs: 3n }])
  } finally {
    client.release()
  }
})

test('an error in the statement, in a value or at the commit reaches the caller once, and the connection goes on', async () => {
  const client = await database.pool.connect()
  try {
    const wrong = { name: 'test.wrong', text: 'select no_such_column', values: [] }
    await expect(queryTexts(client, wrong)).rejects.toMatchObject({ code: '42703' })
    await expect(queryTexts(client, { ...ECHO, values: ['no array'] })).rejects.toMatchObject({
      code: '22P02',
    })
    await client.query(`create temporary table late (id integer unique deferrable initially deferred);
      insert into late values (1)`)
    const atCommit = { name: 'test.late', text: 'insert into late values (1) returning id::text', values: [] }
    await expect(queryTexts(client, atCommit)).rejects.toMatchObject({ code: '23505' })
    expect(await queryTexts(client, { ...ECHO, values: ['{still,here}'] })).toEqual(['still', 'here'])
  } finally {
    client.release()
  }
})

test('a value that is no text is refused, and the connection goes on, alone and in a pool', async () => {
  const wrong = { ...ECHO, values: [5 as unknown as string] }
  const client = await database.pool.connect()
  try {
    await expect(queryTexts(client, wrong)).rejects.toThrow('type')
    expect(await queryTexts(client, { ...ECHO, values: ['{on}'] })).toEqual(['on'])
    await client.query('select 1')
  } finally {
    client.release()
  }
  await expect(queryTexts(database.pool, wrong)).rejects.toThrow('type')
  expect(await queryTexts(database.pool, { ...ECHO, values: ['{on}'] })).toEqual(['on'])
})

test('a connection that is lost under way is an error, and a pool goes on with another', async () => {
  const ending = { name: 'test.end', text: 'select pg_terminate_backend(pg_backend_pid())::text', values: [] }
  await expect(queryTexts(database.pool, ending)).rejects.toThrow(/terminat/)
  expect(await queryTexts(database.pool, { ...ECHO, values: ['{again}'] })).toEqual(['again'])
})
