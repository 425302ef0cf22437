/**
 * The look of a printed document, in Typst. All text comes as data in `sys.inputs.document` (see `PaperDocument`), so
 * nothing that somebody wrote is ever read as Typst. Without a date of making, so that equal documents are equal bytes.
 */
export const template = `
#let doc = json(bytes(sys.inputs.document))
#let arabic = doc.language == "ar"
#let one = if doc.digits == "arab" { "١" } else { "1" }
#let dim = rgb("#5b6472")
#set document(title: doc.title, author: doc.author, date: none)
#set page(paper: "a4", margin: (x: 22mm, top: 22mm, bottom: 24mm), footer: context [
  #set text(size: 8pt, fill: dim)
  #grid(columns: (1fr, auto), column-gutter: 6mm, link(doc.address, text(dir: ltr, doc.address)), counter(page).display((at, all) => doc.pages.replace("{at}", numbering(one, at)).replace("{all}", numbering(one, all)), both: true))
])
#set text(font: ("IBM Plex Sans Arabic",), size: 10.5pt, lang: doc.language, region: none)
#set par(leading: if arabic { 0.85em } else { 0.7em }, spacing: 1.1em, justify: false)
#show heading: set block(above: 1.5em, below: 0.7em, sticky: true)
#show heading.where(level: 1): set text(size: 20pt, weight: 600)
#show heading.where(level: 2): set text(size: 13.5pt, weight: 600)
#show heading.where(level: 3): set text(size: 11.5pt, weight: 600)
#show link: set text(fill: rgb("#0b5c4f"))
#let run(r) = {
  let shown = if r.at("strong", default: false) { strong(r.text) } else { r.text }
  if "href" in r and r.href != "" { link(r.href, shown) } else { shown }
}
#let runs(all) = all.map(run).join()
#let shown(block) = {
  if block.kind == "heading" { heading(level: calc.min(3, block.level), runs(block.runs)) }
  else if block.kind == "paragraph" { par(runs(block.runs)) }
  else if block.kind == "list" {
    let items = block.items.map(item => item.map(shown).join())
    if block.ordered { enum(tight: false, numbering: one + ".", ..items) } else { list(tight: false, ..items) }
  }
  else if block.kind == "quote" { pad(x: 8mm, block.blocks.map(shown).join()) }
  else if block.kind == "pairs" {
    grid(columns: (38mm, 1fr), row-gutter: 0.9em, column-gutter: 5mm, ..block.pairs.map(pair => (text(fill: dim, runs(pair.at(0))), runs(pair.at(1)))).flatten())
  }
  else if block.kind == "table" {
    let columns = calc.max(1, block.head.len(), ..block.rows.map(row => row.len()))
    let filled(row) = row.map(runs) + range(columns - row.len()).map(_ => [])
    set text(size: 9pt)
    table(columns: range(columns).map(_ => 1fr), stroke: (x, y) => (bottom: 0.5pt + rgb("#c9ced6")), inset: (x: 1.5mm, y: 1.8mm), align: start,
      ..if block.head.len() > 0 { (table.header(..filled(block.head).map(strong)),) }, ..block.rows.map(filled).flatten())
  }
}
#if doc.kicker != "" { text(size: 9pt, fill: dim, doc.kicker) }
#doc.blocks.map(shown).join()
`;
