import type { ColumnTarget } from './column-words.ts'

/** Words of many languages for where goods and bills are sent. */
const places: ReadonlyMap<string, 'shipping' | 'billing'> = new Map(
  Object.entries({
    shipping:
      'livraison liv expedition lieferung lieferungs liefer versand envio entrega spedizione consegna ' +
      'szallitasi levering leverings leverans toimitus bezorging bezorg verzending verzend dostawy wysylki leverans doruceni dodani доставки teslimat',
    billing:
      'facturation fact rechnung rechnungs facturacion factura cobranca faturacao faturamento ' +
      'szamlazasi fatturazione fattura facturatie factuur faktury faktura fakturerings laskutus fakturace fakturacni fatura',
  }).flatMap(([place, words]) =>
    // The keys are exactly these two.
    words.split(' ').map((word) => [word, place as 'shipping' | 'billing'] as const),
  ),
)
const joining = new Set('de da do di d del della la le l der die das van voor of'.split(' '))
/** Before or behind another part they say only that it belongs to an address. */
const general = new Set(
  'adresse adr anschrift address adress direccion endereco morada indirizzo adres adresi osoite cim cime'.split(
    ' ',
  ),
)
/** German, Dutch and the languages of the North write one word. */
const compound =
  /^(rechnungs|lieferungs|liefer|versand|factuur|bezorg|verzend|fakturerings|faktura|leverans|leverings|laskutus|toimitus)(?=adres|osoite|post|anschrift|strasse|straat|ort|plz|land|plaats|postcode)/u

/**
 * An address for goods or bills in any language: `Adresse de livraison`, `CP livraison`,
 * `Rechnungsadresse`, `Adresse liv ville`; undefined for all else.
 */
export const placedAddress = (
  words: readonly string[],
  lookUp: (words: readonly string[]) => ColumnTarget | undefined,
): ColumnTarget | undefined => {
  const apart = words.flatMap((word) => word.replace(compound, '$1 ').split(' '))
  const at = apart.findIndex((word) => places.has(word))
  const place = places.get(apart[at] ?? '')
  if (place === undefined) return undefined
  const rest = apart.filter((word, index) => index !== at && !joining.has(word))
  const parts = rest.filter((word) => !general.has(word))
  if (rest.length === 0) return undefined
  const target: ColumnTarget | undefined =
    parts.length === 0 ? { field: 'address-street' } : lookUp(parts)
  if (target?.field.startsWith('address-') !== true) return undefined
  return { field: target.field, group: `address:${place}`, label: place }
}
