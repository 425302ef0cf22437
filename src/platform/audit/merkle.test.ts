import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  appendLeaf,
  emptyFrontier,
  type Frontier,
  frontierBytes,
  frontierRoot,
  inclusionPath,
  leafHash,
  nodeHash,
  rangeRootAfter,
  rangeRootOf,
  readFrontier,
  rootFromPath,
  rootOf,
  splitOf,
  verifyInclusion,
} from './merkle.ts';

/** The leaves and roots of the test tree of RFC 6962 implementations (google/certificate-transparency). */
const vectorLeaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const vectorRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const hashes = vectorLeaves.map((hex) => leafHash(Buffer.from(hex, 'hex')));

for (const [size, root] of vectorRoots.entries()) {
  test(`the test tree of ${size} leaves has its well-known root`, () => {
    assert.equal(rootOf(hashes.slice(0, size)).toString('hex'), root);
  });
}

/** RFC 6962 section 2.1, as it is written there. */
function rootByDefinition(leaves: readonly Buffer[]): Buffer {
  if (leaves.length < 2) return leaves[0] ?? rootOf([]);
  const split = splitOf(0, leaves.length);
  return nodeHash(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)));
}

const leavesOf = (size: number): Buffer[] => Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));

function frontierOf(leaves: readonly Buffer[]): Frontier {
  const frontier = emptyFrontier();
  for (const leaf of leaves) appendLeaf(frontier, leaf);
  return frontier;
}

const places = fc.integer({ min: 1, max: 300 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1), fc.nat(size - 1)));

test('a frontier gives the root of the definition, also after it was written and read', () => {
  fc.assert(
    fc.property(places, ([size, cut]) => {
      const leaves = leavesOf(size);
      const before = frontierOf(leaves.slice(0, cut));
      const frontier = readFrontier(cut, frontierBytes(before)) as Frontier;
      for (const leaf of leaves.slice(cut)) appendLeaf(frontier, leaf);
      assert.deepEqual(frontierRoot(frontier), rootByDefinition(leaves));
      assert.equal(readFrontier(size, Buffer.alloc(1)), undefined);
    }),
  );
});

test('a path proves its leaf at its place, and nothing else', () => {
  fc.assert(
    fc.property(places, fc.nat(), ([size, seq, other], noise) => {
      const leaves = leavesOf(size);
      const [leaf, root] = [leaves[seq] as Buffer, rootOf(leaves)];
      const path = inclusionPath(seq, size, rangeRootOf(leaves));
      assert.ok(verifyInclusion({ leaf, seq, size, path }, root));
      assert.ok(path.length <= Math.ceil(Math.log2(size)));
      if (other !== seq) {
        assert.ok(!verifyInclusion({ leaf, seq: other, size, path }, root));
        assert.ok(!verifyInclusion({ leaf: leaves[other] as Buffer, seq, size, path }, root));
      }
      assert.equal(rootFromPath({ leaf, seq, size, path: [...path, root] }), undefined);
      if (path.length === 0) return;
      const broken = path.with(noise % path.length, leafHash(Buffer.from('no')));
      assert.ok(!verifyInclusion({ leaf, seq, size, path: broken }, root));
    }),
  );
});

test('the frontier before a batch and the batch are enough for a path', () => {
  fc.assert(
    fc.property(places, ([size, a, b]) => {
      const [first, seq] = [Math.min(a, b), Math.max(a, b)];
      const leaves = leavesOf(size);
      const rangeRoot = rangeRootAfter(frontierOf(leaves.slice(0, first)), leaves.slice(first));
      assert.deepEqual(inclusionPath(seq, size, rangeRoot), inclusionPath(seq, size, rangeRootOf(leaves)));
    }),
  );
});
