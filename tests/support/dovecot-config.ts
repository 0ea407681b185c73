/** What the configuration of one server says. */
export interface DovecotConfig {
  readonly folder: string
  /** The one user all its processes run as. */
  readonly user: string
  readonly group: string
  readonly port: number
  readonly tlsPort: number
  /** Where it asks whether an access token is good; without it, it takes passwords alone. */
  readonly introspectionUrl?: string
}

/** What Dovecot asks of whoever gave a token (RFC 7662). */
export const introspectionConfig = (url: string): string => `
introspection_mode = post
introspection_url = ${url}
username_attribute = username
active_attribute = active
active_value = true
`

const byToken = (folder: string): string => `
auth_mechanisms = plain xoauth2
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ${folder}/oauth2.conf
}
`

/**
 * A throw-away Dovecot of one user: everything below one folder, plain IMAP only as far as
 * STARTTLS, any user name with the password `p`.
 */
export const dovecotConfig = ({
  folder,
  user,
  group,
  port,
  tlsPort,
  introspectionUrl,
}: DovecotConfig): string => `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
ssl = required
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
default_login_user = ${user}
default_internal_user = ${user}
default_internal_group = ${group}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
auth_failure_delay = 0
mail_max_userip_connections = 50
${introspectionUrl === undefined ? '' : byToken(folder)}passdb {
  driver = static
  args = password=p
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox "All Mail" {
    special_use = \\All
  }
  mailbox Junk {
    auto = create
    special_use = \\Junk
  }
  mailbox Trash {
    auto = create
    special_use = \\Trash
  }
}
service imap-login {
  chroot =
  service_count = 0
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service imap {
  service_count = 1000
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
`
