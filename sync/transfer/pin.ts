/** A TLS connection to the one server whose certificate is pinned. */
import { X509Certificate } from 'node:crypto';
import { Agent } from 'node:https';
import { isIP } from 'node:net';
import { connect } from 'node:tls';

/** What ends a connection before it is used; `code` as node's own errors have it. */
export class ConnectFault extends Error {
  readonly code: 'WRONG_CERTIFICATE' | 'CONNECT_TIMEOUT';
  constructor(code: ConnectFault['code']) {
    super(code);
    this.code = code;
  }
}

/**
 * Keeps connections alive. The server must show exactly the pinned certificate, byte for byte, before anything is sent;
 * its dates and names are not judged, since a station's clock may be years off and the address may change.
 * Throws for a PEM that is not a certificate. `timeout`: milliseconds to be connected.
 */
export function pinnedAgent(certificate: string, timeout: number): Agent {
  const pinned = new X509Certificate(certificate).raw;
  const agent = new Agent({ keepAlive: true, maxSockets: 4, maxCachedSessions: 0 });
  return Object.assign(agent, {
    createConnection: (options: { readonly host?: string; readonly port?: number | string }, done: (error: Error | null, socket?: unknown) => void): undefined => {
      const host = options.host ?? 'localhost';
      // No authority is asked: the comparison below is the whole check, and it is stricter.
      const socket = connect({ host, port: Number(options.port), ...(isIP(host) === 0 ? { servername: host } : {}), rejectUnauthorized: false, minVersion: 'TLSv1.2', ALPNProtocols: ['http/1.1'] });
      const timer = setTimeout(() => socket.destroy(new ConnectFault('CONNECT_TIMEOUT')), timeout);
      const fail = (error: Error): void => {
        clearTimeout(timer);
        done(error);
      };
      socket.once('error', fail);
      socket.once('secureConnect', () => {
        clearTimeout(timer);
        const shown = socket.getPeerX509Certificate();
        if (shown === undefined || !shown.raw.equals(pinned)) {
          socket.destroy(new ConnectFault('WRONG_CERTIFICATE'));
          return;
        }
        socket.off('error', fail);
        socket.setNoDelay(true);
        done(null, socket);
      });
    },
  });
}
