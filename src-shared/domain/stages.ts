/** The stages of a customer's life, in their order. */
export const stages = ['attract', 'convert', 'retain', 'grow'] as const
/** Where somebody stands. */
export type Stage = (typeof stages)[number]

/** Whether a value is the name of a stage. */
export const isStage = (value: unknown): value is Stage => stages.some((stage) => stage === value)
