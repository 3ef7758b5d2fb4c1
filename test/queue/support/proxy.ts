import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from './redis-server';

/** Stands before a Redis, and can cease to answer without ending a connection. */
export class HangingProxy {
  public static async to(port: number): Promise<HangingProxy> {
    const own = await freePort();
    const proxy = new HangingProxy(own, port);
    await new Promise<void>((resolve) => proxy.listener.listen(own, '127.0.0.1', resolve));
    return proxy;
  }

  private readonly sockets: Socket[] = [];
  private readonly listener: Server;
  private isHanging = false;

  private constructor(
    public readonly port: number,
    target: number,
  ) {
    this.listener = createServer((socket) => {
      this.sockets.push(socket);
      if (this.isHanging) return;
      const onward = connect(target, '127.0.0.1');
      this.sockets.push(onward);
      for (const one of [socket, onward]) one.on('error', () => undefined);
      socket.pipe(onward).pipe(socket);
    });
  }

  public hang(): void {
    this.isHanging = true;
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  public close(): void {
    this.listener.close();
    for (const socket of this.sockets) socket.destroy();
  }
}
