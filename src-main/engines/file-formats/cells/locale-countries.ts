/** Countries by the numbers that spreadsheets give their languages (LCID, without its high half). */
const byNumber: ReadonlyMap<number, string> = new Map(
  (
    '401SA 402BG 403ES 404TW 405CZ 406DK 407DE 408GR 409US 40BFI 40CFR 40DIL 40EHU 40FIS 410IT ' +
    '411JP 412KR 413NL 414NO 415PL 416BR 418RO 419RU 41AHR 41BSK 41CAL 41DSE 41ETH 41FTR 420PK ' +
    '421ID 422UA 423BY 424SI 425EE 426LV 427LT 429IR 42AVN 42BAM 42CAZ 42FMK 436ZA 437GE 438FO ' +
    '439IN 43EMY 43FKZ 440KG 441KE 443UZ 450MN 464PH 801IQ 804CN 807CH 809GB 80AMX 80CBE 810CH ' +
    '813BE 814NO 816PT 81ARS 81DFI C01EG C04HK C07AT C09AU C0AES C0CCA 1001LY 1004SG 1007LU ' +
    '1009CA 100AGT 100CCH 1401DZ 1404MO 1407LI 1409NZ 140ACR 140CLU 1801MA 1809IE 180APA 1C01TN ' +
    '1C09ZA 1C0ADO 2001OM 200AVE 2009JM 2401YE 2409BZ 240ACO 241ARS 2801SY 2809TT 280APE 2C01JO ' +
    '2C0AAR 3001LB 300AEC 3401KW 3409PH 340ACL 3801AE 380AUY 3C01BH 3C0APY 4001QA 4009IN 400ABO ' +
    '4409MY 440ASV 4809SG 480AHN 4C0ANI 500APR'
  )
    .split(' ')
    .map((entry) => [Number.parseInt(entry.slice(0, -2), 16), entry.slice(-2)] as const),
)

/**
 * The country (ISO 3166) of a language as number formats name it, `807` or `de-CH`; null when it
 * has none.
 */
export const countryOfLocale = (locale: string): string | null => {
  if (/^[\da-f]{2,8}$/iu.test(locale)) {
    return byNumber.get(Number.parseInt(locale, 16) & 0xffff) ?? null
  }
  return /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})\b/iu.exec(locale)?.[1]?.toUpperCase() ?? null
}
