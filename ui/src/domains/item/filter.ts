/** Takes a filter apart into its terms: blanks separate them, except between quotation marks. */
export function termsOf(filter: string): string[] {
  return filter.match(/(?:"[^"]*"?|[^\s"])+/g) ?? [];
}

export function joined(terms: string[]): string {
  return terms.join(" ");
}

/** Returns the filter with a term set, or without it where it was set; terms of the same field make way. */
export function toggled(filter: string, term: string, siblings: string[]): string {
  const terms = termsOf(filter);
  if (terms.includes(term)) return joined(terms.filter((own) => own !== term));
  return joined([...terms.filter((own) => !siblings.includes(own)), term]);
}

export function without(filter: string, term: string): string {
  return joined(termsOf(filter).filter((own) => own !== term));
}
