/** What the library is filtered by, in the order of its page. Any chosen value of one will do; all of them must agree. */
export const facetNames = ['country', 'field', 'grade', 'stage', 'type'] as const;
export type FacetName = (typeof facetNames)[number];

/** The values chosen of each: codes of countries, COFOG divisions, grades with `none`, stages, types. */
export type Facets = Readonly<Record<FacetName, readonly string[]>>;

/** Each facet's value by name, as something else. */
export const eachFacet = <T>(of: (name: FacetName) => T): Record<FacetName, T> =>
  Object.fromEntries(facetNames.map((name) => [name, of(name)])) as Record<FacetName, T>;

export const facetsOf = (filters: Facets): Facets => eachFacet((name) => filters[name]);
export const anyChosen = (filters: Facets): boolean => facetNames.some((name) => filters[name].length > 0);
/** For a statement: an empty choice lets everything pass. */
export const chosenOrNull = (filters: Facets): (readonly string[] | null)[] => facetNames.map((name) => (filters[name].length > 0 ? filters[name] : null));
