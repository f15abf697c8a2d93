const SEPARATOR = '|';

interface Connect {
  clientId: string;
  clean: boolean;
  readonly username?: string;
}

/**
 * Binds the client id of a CONNECT to its login: the broker knows it as `{login}|{id}`. So nobody cuts off, or takes
 * the queued messages of, another login's client by taking its id. The login is checked afterwards; a CONNECT that is
 * refused registers nothing. Without an id there is no session to come back to.
 */
export const bindClientId = (packet: Connect): void => {
  if (packet.clientId === '') packet.clean = true;
  else packet.clientId = `${packet.username ?? ''}${SEPARATOR}${packet.clientId}`;
};

/** The login to which a client id was bound. A login holds no separator. */
export const loginOf = (boundId: string): string => boundId.split(SEPARATOR, 1)[0] ?? '';
