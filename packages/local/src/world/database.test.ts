import { expect, test } from 'vitest';
import { inTransaction, openDatabase } from './database.js';

test('each database is empty and has full-text search', async () => {
  for (let round = 0; round < 2; round += 1) {
    const database = await openDatabase();
    database.exec("CREATE VIRTUAL TABLE words USING fts5(text); INSERT INTO words VALUES ('Élodie Carrefour')");
    expect(database.prepare('SELECT text FROM words WHERE words MATCH \'"elod"*\'').all()).toHaveLength(1);
    database.close();
  }
});

test('a transaction happens as a whole or, when it throws, not at all', async () => {
  const database = await openDatabase();
  database.exec('CREATE TABLE numbers (number INTEGER)');
  const insert = database.prepare('INSERT INTO numbers VALUES (?)');
  const count = database.prepare('SELECT count(*) AS count FROM numbers');
  expect(inTransaction(database, () => insert.run(1).changes)).toBe(1);
  expect(() =>
    inTransaction(database, () => {
      insert.run(2);
      throw new Error('half-way');
    }),
  ).toThrow('half-way');
  expect(count.get()).toMatchObject({ count: 1 });
  database.close();
});
