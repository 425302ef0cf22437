// Writes reference/centroids.json: a point for each country, the centroid of its largest part. Run with the folder of an
// npm install of world-atlas 2.0.2, topojson-client 3.1.0, d3-geo 3.1.1 and cldr-core 48.2.0; none of them is needed otherwise.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';

const from = resolve(process.argv[2] ?? '.');
const load = createRequire(join(from, 'package.json'));
const { feature } = load('topojson-client');
const { geoArea, geoCentroid } = await import(pathToFileURL(join(from, 'node_modules/d3-geo/src/index.js')).href);

const { codeMappings } = load('cldr-core/supplemental/codeMappings.json').supplemental;
const known = new Set(JSON.parse(readFileSync(join(root, 'reference/countries.json'), 'utf8')).countries.map(({ code }) => code));
const alpha2 = new Map([...known].map((code) => [codeMappings[code]?._numeric, code]));

const round = (degrees) => Math.round(degrees * 10) / 10;
const world = load('world-atlas/countries-10m.json');
const points = {};
for (const { id, geometry } of feature(world, world.objects.countries).features) {
  const code = alpha2.get(id);
  if (!code || !known.has(code) || !geometry) continue;
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const largest = parts.map((coordinates) => ({ type: 'Polygon', coordinates })).sort((a, b) => geoArea(b) - geoArea(a))[0];
  points[code] = geoCentroid(largest).map(round);
}
const sorted = Object.fromEntries(Object.entries(points).sort(([a], [b]) => (a < b ? -1 : 1)));
const lines = Object.entries(sorted).map(([code, point]) => `    ${JSON.stringify(code)}: ${JSON.stringify(point)}`);
const text = `{\n  "source": "Natural Earth 10m through world-atlas 2.0.2 (public domain): centroid of each country's largest part, longitude and latitude in degrees",\n  "points": {\n${lines.join(',\n')}\n  }\n}\n`;
writeFileSync(join(root, 'reference/centroids.json'), text);
console.log(`${lines.length} of ${known.size} countries; without a point: ${[...known].filter((code) => !points[code]).join(' ')}`);
