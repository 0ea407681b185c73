/** A place in the sample: a city with what a phone book would know of it. */
interface SamplePlace {
  readonly city: string
  readonly region?: string | null
  readonly country: string
  readonly postalCode: string
}

/** A planned step, in days from the day the sample is opened. */
export interface SampleFollowUp {
  readonly title: string
  readonly reason?: string | null
  readonly inDays: number
  readonly time?: string
  readonly priority?: number
  readonly recurrence?: { readonly mode: string; readonly every: number; readonly unit: string }
}

/** Something that happened, in days before the day the sample is opened. */
export interface SampleActivity {
  readonly kind: 'call' | 'meeting' | 'message' | 'note'
  readonly daysAgo: number
  readonly time: string
  readonly direction?: 'in' | 'out'
  readonly minutes?: number
  readonly body: string
}

/** An invented person; `company` and `referredBy` are positions in the lists. */
export interface SamplePerson {
  readonly displayName: string
  readonly given: string
  readonly family: string
  readonly company: number | null
  readonly jobTitle: string | null
  readonly stage: 'attract' | 'convert' | 'retain' | 'grow'
  readonly source: string
  readonly referredBy: number | null
  readonly importance: number | null
  readonly preferredChannel: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly messenger: string | null
  readonly place: SamplePlace
  readonly street: string | null
  readonly dates: readonly {
    readonly kind: 'birthday'
    readonly year: number | null
    readonly month?: number
    readonly day?: number
    readonly inDays?: number
  }[]
  /** Keys of the sample's `tags`. */
  readonly tags: readonly string[]
  readonly level: string | null
  readonly notes: string | null
  readonly createdDaysAgo: number
  readonly activities: readonly SampleActivity[]
  readonly followUps: readonly SampleFollowUp[]
}

/** One language's sample workspace, as `resources/scripts/make-sample.mjs` writes it. */
export interface SampleData {
  readonly business: {
    readonly ownerName: string
    readonly businessName: string
    readonly country: string
    readonly currency: string
    readonly weekStart: number
  }
  readonly tags: Readonly<Record<string, string>>
  readonly rhythms: readonly { readonly tag: string; readonly everyDays: number }[]
  readonly customField: { readonly name: string; readonly options: readonly string[] }
  readonly companies: readonly {
    readonly name: string
    readonly website: string
    readonly place: SamplePlace
    readonly tags: readonly string[]
  }[]
  readonly people: readonly SamplePerson[]
}
