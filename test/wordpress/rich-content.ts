/** Blocks whose CSS WordPress keeps elsewhere, or makes and counts while it renders them. */
export const RICH = `
<!-- wp:paragraph {"style":{"elements":{"link":{"color":{"text":"#c00000"}}}}} -->
<p class="has-link-color">All is well. <a href="about/us">More</a></p>
<!-- /wp:paragraph -->
<!-- wp:columns {"style":{"spacing":{"blockGap":{"left":"3px"}}}} --><div class="wp-block-columns">
<!-- wp:column {"backgroundColor":"vivid-red"} -->
<div class="wp-block-column has-vivid-red-background-color has-background"><!-- wp:paragraph --><p>Left</p><!-- /wp:paragraph --></div>
<!-- /wp:column -->
<!-- wp:column --><div class="wp-block-column"><!-- wp:paragraph --><p>Right</p><!-- /wp:paragraph --></div><!-- /wp:column -->
</div><!-- /wp:columns -->
<!-- wp:gallery {"linkTo":"none"} --><figure class="wp-block-gallery has-nested-images columns-default is-cropped">
<!-- wp:image --><figure class="wp-block-image"><img src="/pictures/chart.png" alt="Chart" width="2400" height="1200"/></figure><!-- /wp:image -->
</figure><!-- /wp:gallery -->
<!-- wp:buttons {"layout":{"type":"flex","justifyContent":"center"}} --><div class="wp-block-buttons">
<!-- wp:button {"className":"is-style-outline"} --><div class="wp-block-button is-style-outline"><a class="wp-block-button__link wp-element-button" href="/subscribe">Subscribe</a></div><!-- /wp:button -->
</div><!-- /wp:buttons -->
<!-- wp:html --><script>count()</script><!--[if mso]><p>For Outlook</p><![endif]--><!-- /wp:html -->`;
