// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * pmuio: a kernel module, a UIO driver for QEMU's edu device with five maps: 0 "registers", its BAR, which it claims;
 * 1 "memory", two pages of the kernel's, 64-bit unit i being c000000000000000 + i; 2 "middle", of the second of these
 * pages the 16 bytes from 7f8 on; 3 "offset", the BAR from 80 on as uio_pdrv_genirq has it: its size, a page, includes
 * the offset; 4 "inside", an address inside of a page, which the kernel doesn't map.
 */
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/uio_driver.h>

static struct uio_info info = { .name = "pmuio", .version = "1", .irq = UIO_IRQ_NONE };
static unsigned long pages;

static int pmuio_probe(struct pci_dev *dev, const struct pci_device_id *id)
{
	size_t i;
	int r = pcim_enable_device(dev);

	if (r)
		return r;
	r = pci_request_regions(dev, "pmuio");
	if (r)
		return r;
	/* compound: a mapping of the second page alone must not free it */
	pages = __get_free_pages(GFP_KERNEL | __GFP_COMP, 1);
	if (!pages) {
		pci_release_regions(dev);
		return -ENOMEM;
	}
	for (i = 0; i < 2 * PAGE_SIZE / 8; i++)
		((u64 *)pages)[i] = 0xc000000000000000ull + i;
	info.mem[0] = (struct uio_mem){ .name = "registers",
					.addr = pci_resource_start(dev, 0),
					.size = pci_resource_len(dev, 0),
					.memtype = UIO_MEM_PHYS };
	info.mem[1] = (struct uio_mem){
		.name = "memory", .addr = (phys_addr_t)pages, .size = 2 * PAGE_SIZE, .memtype = UIO_MEM_LOGICAL
	};
	info.mem[2] = (struct uio_mem){ .name = "middle",
					.addr = (phys_addr_t)pages + PAGE_SIZE,
					.offs = 0x7f8,
					.size = 16,
					.memtype = UIO_MEM_LOGICAL };
	info.mem[3] = (struct uio_mem){ .name = "offset",
					.addr = pci_resource_start(dev, 0),
					.offs = 0x80,
					.size = PAGE_SIZE,
					.memtype = UIO_MEM_PHYS };
	info.mem[4] = (struct uio_mem){
		.name = "inside", .addr = pci_resource_start(dev, 0) + 0x80, .size = 0x20, .memtype = UIO_MEM_PHYS
	};
	return devm_uio_register_device(&dev->dev, &info);
}

static void pmuio_remove(struct pci_dev *dev)
{
	pci_release_regions(dev);
	/* the pages stay: who has them mapped would find something else in them */
}

static const struct pci_device_id pmuio_ids[] = { { PCI_DEVICE(0x1234, 0x11e8) }, {} };
static struct pci_driver pmuio = {
	.name = "pmuio",
	.id_table = pmuio_ids,
	.probe = pmuio_probe,
	.remove = pmuio_remove,
};
module_pci_driver(pmuio);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("UIO maps for physmon's tests");
