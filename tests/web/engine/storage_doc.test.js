import assert from 'node:assert/strict';
import test from 'node:test';
import { readDoc, storageDoc } from '../../../tools/write_storage_doc.mjs';

test('docs/storage.md is what the storage table says: node tools/write_storage_doc.mjs', () => {
  assert.equal(readDoc(), storageDoc());
});
