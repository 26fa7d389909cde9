/** A client of `ioredis`, alone or as a cluster: the part that is used here. */
export interface IoRedisClient {
  call(command: string, ...args: string[]): Promise<unknown>;
  duplicate(): unknown;
}

/** A client of `redis`: the part that is used here. */
export interface NodeRedisClient {
  sendCommand(args: string[]): Promise<unknown>;
  duplicate(): unknown;
}

/** A cluster of `redis`: the part that is used here. */
export interface NodeRedisCluster {
  sendCommand(firstKey: string, isReadonly: boolean, args: string[]): Promise<unknown>;
  duplicate(): unknown;
  readonly masters: unknown;
}

/** A client that the app has connected: of `ioredis` or of `redis`, alone or as a cluster. */
export type RedisClient = IoRedisClient | NodeRedisClient | NodeRedisCluster;

/** Sends one command about one key, such as `['SET', key, value]`. */
export type SendCommand = (key: string, command: readonly [string, ...string[]]) => Promise<unknown>;

/** Sends commands by whichever client this is. */
export function commandsOf(client: RedisClient): SendCommand {
  if ('call' in client) return (_key, [name, ...args]) => client.call(name, ...args);
  if ('masters' in client) return (key, command) => client.sendCommand(key, false, [...command]);
  return (_key, command) => client.sendCommand([...command]);
}

/** A connection that listens to one channel. */
export interface Subscription {
  close(): void;
}

interface Emitter {
  on(event: string, listener: (...args: never[]) => void): unknown;
}
interface IoRedisSubscriber extends Emitter {
  subscribe(channel: string): Promise<unknown>;
  disconnect(): void;
}
interface NodeRedisSubscriber extends Emitter {
  connect(): Promise<unknown>;
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  destroy(): void;
}

/**
 * Listens to a channel, over a connection of its own.
 *
 * @param onMessage - gets what was said; `undefined` where something may have been missed: at the beginning, and after a break
 */
export function subscribe(client: RedisClient, channel: string, onMessage: (message: string | undefined) => void): Subscription {
  const connection = client.duplicate();
  // What cannot be reached is tried again by the client: nobody waits for it.
  const ignore = (): void => {};
  if ('call' in client) {
    const subscriber = connection as IoRedisSubscriber;
    subscriber.on('error', ignore);
    subscriber.on('message', (_channel: string, message: string) => onMessage(message));
    const begin = (): unknown => subscriber.subscribe(channel).then(() => onMessage(undefined), ignore);
    subscriber.on('ready', begin);
    return { close: () => subscriber.disconnect() };
  }
  const subscriber = connection as NodeRedisSubscriber;
  subscriber.on('error', ignore);
  subscriber.on('ready', () => onMessage(undefined));
  subscriber
    .connect()
    .then(() => subscriber.subscribe(channel, onMessage))
    .then(() => onMessage(undefined), ignore);
  return { close: () => subscriber.destroy() };
}
