/** What the configuration of one server says. */
export interface DovecotConfig {
  readonly folder: string
  /** The one user all its processes run as. */
  readonly user: string
  readonly group: string
  readonly port: number
  readonly tlsPort: number
}

/**
 * A throw-away Dovecot of one user: everything below one folder, plain IMAP only as far as
 * STARTTLS, any user name with the password `p`.
 */
export const dovecotConfig = ({ folder, user, group, port, tlsPort }: DovecotConfig): string => `
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
passdb {
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
  mailbox Junk {
    auto = create
    special_use = \\Junk
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
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
