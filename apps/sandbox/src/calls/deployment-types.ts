import type { Answer, CallContext } from './call.js';

/** `GET deploymenttypes/*`. */
export function deploymentTypes({ brand }: CallContext): Answer {
  const document = {
    Id: 1,
    Description: `Sandbox of ${brand.abbreviation}`,
    BrandAbbrev: brand.abbreviation,
    DeploymentTypes: brand.types.map(({ id, name, active }) => ({
      Id: id,
      Name: name,
      Description: name,
      LongDescription: name,
      AlternateId: '',
      StatusCode: active ? 1 : 0,
    })),
  };
  return { document };
}
