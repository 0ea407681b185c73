import { createLink } from '@tanstack/react-router'
import type { ComponentProps, ReactElement, ReactNode } from 'react'
import classes from './topics.module.css'

const Anchor = ({ isShown, ...rest }: { isShown: boolean } & ComponentProps<'a'>) => (
  <a {...rest} className={classes.topic} aria-current={isShown ? 'page' : undefined} />
)

/** One topic in the list of `Topics`. */
export const TopicLink = createLink(Anchor)

/** A page of topics: their list at the left, and the one that is shown, in one element. */
export const Topics = ({
  label,
  links,
  children,
}: {
  /** What the list is called. */
  label: string
  /** A `TopicLink` each. */
  links: ReactNode
  children: ReactElement
}) => (
  <div className={classes.frame}>
    <nav className={classes.topics} aria-label={label}>
      {links}
    </nav>
    {children}
  </div>
)
