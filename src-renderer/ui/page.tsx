import type { ReactNode } from 'react'
import { type Hint, HintBar } from './hint-bar.tsx'
import classes from './page.module.css'

/** The parts of a page; all but the title and the content are optional. */
export interface PageProps {
  readonly title: ReactNode
  /** Quiet words after the title: counts, the day. */
  readonly subtitle?: ReactNode
  /** Buttons at the right of the head. */
  readonly acts?: ReactNode
  /** A hairline under the head. */
  readonly withLine?: boolean
  /** What stays between head and scrolling content: filters, next-step bar, table head. */
  readonly bar?: ReactNode
  /** Keys printed in the bar at the bottom. */
  readonly hints?: readonly Hint[]
  /** The side panel, usually a `SidePanel`. */
  readonly side?: ReactNode
  /** `padded` scrolls with the page's edges, `bare` scrolls without, `none` scrolls by itself. */
  readonly body?: 'padded' | 'bare' | 'none'
  readonly children: ReactNode
}

/** The frame of every page: head, middle that scrolls, side panel, hint bar. */
export const Page = ({ body = 'padded', ...props }: PageProps) => (
  <div className={classes.page}>
    <div className={classes.middle}>
      <header className={classes.head} data-line={props.withLine || undefined}>
        <h1 className="kith-heading">{props.title}</h1>
        {props.subtitle !== undefined && <div className={classes.subtitle}>{props.subtitle}</div>}
        {props.acts !== undefined && <div className={classes.acts}>{props.acts}</div>}
      </header>
      {props.bar !== undefined && <div className={classes.below}>{props.bar}</div>}
      {body === 'none' ? (
        props.children
      ) : (
        <div className={classes.scroll} data-padded={body === 'padded' || undefined}>
          {props.children}
        </div>
      )}
      <HintBar hints={props.hints ?? []} />
    </div>
    {props.side}
  </div>
)

/** A page whose head is its own (the record): children above the hint bar, side beside them. */
export const BarePage = ({
  hints,
  children,
  side,
}: {
  hints?: readonly Hint[]
  children: ReactNode
  side?: ReactNode
}) => (
  <div className={classes.page}>
    <div className={classes.middle}>
      {children}
      <HintBar hints={hints ?? []} />
    </div>
    {side}
  </div>
)
