import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  Metadata,
} from 'libphonenumber-js/max'

/** What is needed of a numbering plan to read an ordinary number without the library. */
export interface PhonePlan {
  readonly callingCode: string
  /** Lengths of national numbers that are possible in every country of the calling code. */
  readonly lengths: ReadonlySet<number>
  /** What stands before national numbers inside the country, anchored; null when nothing does. */
  readonly trunkPrefix: RegExp | null
  /** All numbers of the plan, anchored. */
  readonly numbers: RegExp
  /** How numbers of other countries begin here, anchored. */
  readonly exitPrefix: RegExp
  /** True when it is `00` and nothing else. */
  readonly hasPlainExit: boolean
}

/** Parts of the library's class that its types leave out. */
interface LibraryPlan {
  callingCode(): string
  IDDPrefix(): string
  nationalNumberPattern(): string
  nationalPrefixForParsing(): string | undefined
  possibleLengths(): number[] | undefined
}

const metadata = new Metadata()
const plans = new Map<string, PhonePlan | null>()
let countriesByCode: ReadonlyMap<string, readonly CountryCode[]> | undefined

/** The plan of a country (two letters) or a calling code (digits); null when nobody has it. */
export const phonePlan = (countryOrCode: string): PhonePlan | null => {
  const known = plans.get(countryOrCode)
  if (known !== undefined) return known
  const found = readPlan(countryOrCode)
  plans.set(countryOrCode, found)
  return found
}

/** The plan whose calling code international digits begin with; null when none does. */
export const planOfDigits = (digits: string): PhonePlan | null => {
  for (let length = 1; length <= 3; length += 1) {
    const plan = phonePlan(digits.slice(0, length))
    if (plan !== null) return plan
  }
  return null
}

const readPlan = (countryOrCode: string): PhonePlan | null => {
  const plan = select(countryOrCode)
  if (plan === null) return null
  const callingCode = plan.callingCode()
  const trunk = plan.nationalPrefixForParsing()
  const exit = plan.IDDPrefix()
  return {
    callingCode,
    lengths: sharedLengths(callingCode, plan),
    trunkPrefix: trunk ? new RegExp(`^(?:${trunk})`) : null,
    numbers: new RegExp(`^(?:${plan.nationalNumberPattern()})$`),
    exitPrefix: new RegExp(`^(?:${exit})`),
    hasPlainExit: exit === '00',
  }
}

const select = (countryOrCode: string): LibraryPlan | null => {
  try {
    // The library takes calling codes here too; its types name only countries.
    metadata.selectNumberingPlan(countryOrCode as CountryCode)
    // Its plans have these methods; its types leave some out.
    return (metadata.numberingPlan as unknown as LibraryPlan | undefined) ?? null
  } catch {
    // The library throws for a code that no country has.
    return null
  }
}

const sharedLengths = (callingCode: string, plan: LibraryPlan): ReadonlySet<number> => {
  countriesByCode ??= Map.groupBy(getCountries(), (country) => getCountryCallingCode(country))
  const own = plan.possibleLengths() ?? []
  const others = (countriesByCode.get(callingCode) ?? []).map(
    (country) => new Set(select(country)?.possibleLengths() ?? []),
  )
  return new Set(own.filter((length) => others.every((lengths) => lengths.has(length))))
}
