declare const brand: unique symbol
type Branded<Name extends string> = number & { readonly [brand]: Name }

/** Integer ids of rows, one type per table so that they cannot be mixed up. */
export type ContactId = Branded<'contact'>
export type ContactPointId = Branded<'contact-point'>
export type AddressId = Branded<'address'>
export type ImportantDateId = Branded<'important-date'>
export type TagId = Branded<'tag'>
export type CustomFieldId = Branded<'custom-field'>
export type RelationId = Branded<'relation'>
export type ActivityId = Branded<'activity'>
export type FollowUpId = Branded<'follow-up'>
export type RhythmId = Branded<'rhythm'>
export type OperationId = Branded<'operation'>
export type JobId = Branded<'job'>
export type EmailAccountId = Branded<'email-account'>
export type TemplateId = Branded<'template'>
export type EmailId = Branded<'email'>
export type MessageId = Branded<'message'>

/** An opaque name of a stored file: of one workspace, valid for 24 hours. */
export type FileHandle = string & { readonly [brand]: 'file-handle' }

/** A day of the calendar without time or zone, `YYYY-MM-DD`. */
export type CalendarDate = string & { readonly [brand]: 'calendar-date' }

/** A wall-clock time of day, `HH:MM`, 24 hours. */
export type WallTime = string & { readonly [brand]: 'wall-time' }
