import { BrandStatusEntity } from './brand-status.entity.js';
import { DeploymentStatusEntity } from './deployment-status.entity.js';

/** The rows that are read as they are; everything else is SQL. */
export const ENTITIES = [DeploymentStatusEntity, BrandStatusEntity];
