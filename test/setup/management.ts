/** The management API of a broker that a spec started, as its guest. */
export class Management {
  constructor(private readonly url: string) {}

  async get<T>(path: string): Promise<T> {
    return (await this.call('GET', path)).json() as Promise<T>;
  }

  async put(path: string, body: unknown = {}): Promise<void> {
    await this.call('PUT', path, body);
  }

  async post(path: string, body: unknown): Promise<void> {
    await this.call('POST', path, body);
  }

  async delete(path: string): Promise<void> {
    await this.call('DELETE', path);
  }

  /** Closes each connection whose name starts so; returns their number. */
  async closeConnections(namePrefix: string): Promise<number> {
    type Connection = { name: string; client_properties?: { connection_name?: string } };
    const all = await this.get<Connection[]>('/api/connections');
    const ours = all.filter(({ client_properties: properties }) =>
      properties?.connection_name?.startsWith(namePrefix),
    );
    for (const { name } of ours) await this.delete(`/api/connections/${encodeURIComponent(name)}`);
    return ours.length;
  }

  private async call(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from('guest:guest').toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return response;
  }
}
